#include "teach/exercises/watch.hpp"

#include "teach/exercises/saved_file.hpp"
#include "teach/exercises/show.hpp"
#include "terminal/canvas.hpp"
#include "terminal/keyboard.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <vector>

namespace gradlab::teach {

namespace {

// The text on the screen, made anew for another size of the window.
using Text = std::function<std::string(const Canvas&)>;

// An error becomes the text, and watching goes on.
Text check_in_words(ExerciseFolder& folder, const Exercise& exercise, Language language) {
  try {
    const Assessment assessment = folder.check(exercise, language);
    return [assessment, &exercise](const Canvas& page) {
      return describe(assessment, exercise, page) + (assessment.passed() ? describe_next(exercise, page) : "");
    };
  } catch (const std::invalid_argument& error) {
    const std::string words = fmt::format("gradlab: {}", error.what());
    return [words](const Canvas& page) { return paint_lines(words, {}, page); };
  }
}

const Exercise& neighbor(const Exercise& exercise, int direction) {
  const Exercise* first = exercises().data();
  const auto place = &exercise - first + direction;
  return place < 0 || place >= static_cast<std::ptrdiff_t>(exercises().size()) ? exercise : first[place];
}

class Watch {
 public:
  explicit Watch(ExerciseFolder& folder) : folder_(folder) {}

  void begin(const Exercise& first) {
    for (const Exercise* exercise = &first; exercise;) exercise = stay(*exercise);
  }

 private:
  // ---- The screen ----

  static std::vector<std::string> keys(bool more_below, const Canvas& page) {
    std::vector<std::string> hints = {"n next", "b back", "h hint", "l list", "c check again", "x reset", "q quit"};
    if (more_below) hints.insert(hints.begin(), "down more");
    std::vector<std::string> lines = pack(hints, page.width);
    for (std::string& line : lines) line = paint(line, command, page.color);
    return lines;
  }

  // On a terminal the text replaces the screen, and the key down scrolls a long text. Elsewhere all of it is printed.
  void draw() {
    const Canvas page = page_of(stdout);
    const std::vector<std::string> lines = wrap_lines(text_(page), page.width);  // paths and code may be wider
    std::size_t room = lines.size();
    if (page.color) {
      const int around = static_cast<int>(keys(true, page).size()) + 2;  // an empty line, and the line of the cursor
      room = static_cast<std::size_t>(std::max(window_of(stdout).lines - around, 4));
      fmt::print("\x1b[2J\x1b[H");
    }
    scroll_ = std::min(scroll_, lines.size() - std::min(lines.size(), room));
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), scroll_ + room));
    fmt::print("{}\n\n{}\n", fmt::join(lines.begin() + static_cast<std::ptrdiff_t>(scroll_), end, "\n"),
               fmt::join(keys(end != lines.end(), page), "\n"));
    std::fflush(stdout);
  }

  void show(const Text& text) {
    text_ = text;
    scroll_ = 0;
    draw();
  }

  void scroll(int by) {
    const auto distance = static_cast<std::size_t>(std::abs(by));
    scroll_ = by < 0 ? scroll_ - std::min(scroll_, distance) : scroll_ + distance;
    draw();
  }

  // ---- The keys ----

  Text check(const Exercise& exercise, Language language) {
    if (shows_color(stdout)) fmt::print("checking ... ");  // a new line might scroll the screen
    std::fflush(stdout);
    const Text text = check_in_words(folder_, exercise, language);
    keyboard_.forget();
    return text;
  }

  Text start(const Exercise& exercise, Language language) {
    const bool is_new = folder_.start(exercise, language);
    const auto file = folder_.file_of(exercise, language);
    return [&exercise, is_new, file](const Canvas& page) { return describe_task(exercise, file, is_new, page); };
  }

  Text hint(const Exercise& exercise) {
    const int shown = folder_.hint(exercise);
    return [&exercise, shown](const Canvas& page) { return describe_hints(exercise, shown, page); };
  }

  Text ask_and_reset(const Exercise& exercise, Language language) {
    fmt::print("begin {} anew, and keep yours? y or n", exercise.number);
    std::fflush(stdout);
    Press press;
    while (press.key == Key::nothing || press.key == Key::resized) press = keyboard_.wait();
    fmt::print("\n");
    if (press.character != 'y') return [](const Canvas&) { return "nothing was changed\n"; };
    const auto kept = folder_.reset(exercise, language), file = folder_.file_of(exercise, language);
    return [kept, file](const Canvas& page) { return describe_reset(file, kept, page); };
  }

  // Until a key leads to another exercise, which is returned; null: watching ends.
  const Exercise* stay(const Exercise& exercise) {
    const Language language = folder_.language_of(exercise);
    const Text task = start(exercise, language);
    SavedFile file(folder_.file_of(exercise, language));
    if (shows_color(stdout)) show(task);
    const Text first = check(exercise, language);
    show([task, first](const Canvas& page) { return task(page) + "\n" + first(page); });
    for (;;) {
      const Press press = keyboard_.wait([&] { return file.has_changed(); }, file.descriptor());
      if (press.key == Key::closed || press.character == 'q') return nullptr;
      if (press.character == 'n') return &neighbor(exercise, 1);
      if (press.character == 'b') return &neighbor(exercise, -1);
      if (press.key == Key::resized) draw();
      if (press.key == Key::down || press.key == Key::page_down) scroll(press.key == Key::down ? 1 : 6);
      if (press.key == Key::up || press.key == Key::page_up) scroll(press.key == Key::up ? -1 : -6);
      if (press.key == Key::news || press.character == 'c') show(check(exercise, language));
      if (press.character == 'h') show(hint(exercise));
      if (press.character == 'l') show([this](const Canvas& page) { return list_exercises(folder_.record(), page); });
      if (press.character == 'x') {
        show(ask_and_reset(exercise, language));
        file.has_changed();  // forgets our own change, which is no reason to check
      }
    }
  }

  Keyboard keyboard_{OnInterrupt::tell};
  ExerciseFolder& folder_;
  Text text_;
  std::size_t scroll_ = 0;
};

}  // namespace

int watch(ExerciseFolder& folder, const Exercise& first) {
  Watch(folder).begin(first);
  return done;
}

}  // namespace gradlab::teach
