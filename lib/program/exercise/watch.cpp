#include "program/exercise/watch.hpp"

#include "program/exercise/keys.hpp"
#include "program/exercise/show.hpp"
#include "program/status.hpp"
#include "program/terminal.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

namespace gradlab::program::exercise {

namespace {

void print_keys(bool color) {
  fmt::print("\n{}\n", paint("n next  b back  h hint  l list  c check again  x reset  q quit", command, color));
  std::fflush(stdout);
}

// The screen is cleared for what is new, and only there.
void show(const std::string& text, bool color) {
  if (color) fmt::print("\x1b[2J\x1b[H");
  fmt::print("{}", text);
  print_keys(color);
}

// What cannot be done is said, and watching goes on.
std::string check_in_words(Desk& desk, const Exercise& exercise, Language language, bool color) {
  try {
    return describe(desk.check(exercise, language), exercise, color);
  } catch (const std::invalid_argument& error) {
    return fmt::format("gradlab: {}\n", error.what());
  }
}

const Exercise& neighbor(const Exercise& exercise, int direction) {
  const Exercise* first = exercises().data();
  const auto place = &exercise - first + direction;
  return place < 0 || place >= static_cast<std::ptrdiff_t>(exercises().size()) ? exercise : first[place];
}

std::string ask_and_reset(Desk& desk, const Exercise& exercise, Language language) {
  fmt::print("begin {} anew? What you have is kept. y or n\n", exercise.number);
  std::fflush(stdout);
  return wait_for_key() == 'y' ? desk.reset(exercise, language) : "nothing was changed\n";
}

}  // namespace

namespace {

// Until a key leads away from this exercise, which is returned.
char stay(Desk& desk, const Exercise& exercise, Language language, bool color) {
  const std::string started = desk.start(exercise, language);
  SavedFile file(desk.file_of(exercise, language));
  show(started + "\n" + check_in_words(desk, exercise, language, color), color);
  for (;;) {
    const char key = wait_for_key(file);
    switch (key) {
      case 'q':
      case 'n':
      case 'b': return key;
      case 0:
      case 'c': show(check_in_words(desk, exercise, language, color), color); break;
      case 'h': show(desk.hint(exercise), color); break;
      case 'l': show(list_exercises(desk.record(), color), color); break;
      case 'x':
        show(ask_and_reset(desk, exercise, language), color);
        file.has_changed();  // by us: what was said stays on the screen
        break;
      default: break;
    }
  }
}

}  // namespace

int watch(Desk& desk, const Exercise& first, Language language, bool color) {
  const Keys keys;
  for (const Exercise* exercise = &first;;) {
    const char key = stay(desk, *exercise, exercise->has(language) ? language : Language::cpp, color);
    if (key == 'q') return done;
    exercise = &neighbor(*exercise, key == 'n' ? 1 : -1);
  }
}

}  // namespace gradlab::program::exercise
