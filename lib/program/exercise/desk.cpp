#include "program/exercise/desk.hpp"

#include "program/diagnose.hpp"
#include "program/exercise/files.hpp"
#include "program/exercise/judges.hpp"
#include "program/terminal.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace gradlab::program::exercise {

namespace {

namespace fs = std::filesystem;

std::string option_for(Language language) { return language == Language::python ? " --python" : ""; }

std::string to_do(const std::string& line, const std::string& what, bool color) {
  return fmt::format("    {}  {}\n", paint(fmt::format("{:<36}", line), command, color), what);
}

// A second name for the learner's file, one that is free: then the first can be given away.
fs::path keep(const fs::path& file) {
  for (int i = 1;; ++i) {
    const fs::path kept = fmt::format("{}.backup-{}", file.string(), i);
    if (link(file.c_str(), kept.c_str()) == 0) return kept;
    if (errno != EEXIST) {
      throw std::invalid_argument(fmt::format("cannot keep {} as {}: {}; nothing was changed", file.string(),
                                              kept.string(), std::strerror(errno)));
    }
  }
}

}  // namespace

Desk::Desk(const std::string& folder, bool color) : record_(read_record()), color_(color) {
  if (!folder.empty()) record_.folder = fs::absolute(folder).lexically_normal();
  if (record_.folder.empty()) record_.folder = fs::absolute("gradlab-exercises");
}

fs::path Desk::file_of(const Exercise& exercise, Language language) const {
  return record_.folder / (exercise.name + std::string(ending(language)));
}

const Exercise& Desk::choose(const std::string& text) const {
  if (!text.empty()) return find_exercise(text);
  for (const Exercise& exercise : exercises()) {
    if (exercise.name == record_.current) return exercise;
  }
  for (const Exercise& exercise : exercises()) {
    if (!record_.has_passed(exercise)) return exercise;
  }
  return exercises().front();
}

Language Desk::language_of(const Exercise& exercise, bool python) const {
  if (python && !exercise.has(Language::python)) {
    throw std::invalid_argument(
        fmt::format("exercise {} is in C++ only; those of the lessons 7 to 14 are in Python too", exercise.number));
  }
  const auto has_file = [&](Language language) { return fs::exists(file_of(exercise, language)); };
  return python || (has_file(Language::python) && !has_file(Language::cpp)) ? Language::python : Language::cpp;
}

void Desk::remember(const Exercise& exercise) {
  record_.current = exercise.name;
  record_.entries[exercise.name];
  write_record(record_);
}

std::string Desk::start(const Exercise& exercise, Language language) {
  const fs::path file = file_of(exercise, language);
  const bool is_new = write_new(file, exercise.given(language));
  remember(exercise);
  std::string text = paint(fmt::format("{} {}", exercise.number, exercise.title), heading, color_) + "\n" +
                     fill_lines("  ", exercise.task) + "\n";
  text += is_new ? fmt::format("  your file is {}\n\n", file.string())
                 : fmt::format("  {} is there already, and was left as it is\n\n", file.string());
  const std::string number = std::to_string(exercise.number), option = option_for(language);
  return text + to_do("gradlab exercise check " + number + option, "is it right, and if not, why", color_) +
         to_do("gradlab exercise watch " + number + option, "the same each time you save", color_) +
         to_do("gradlab exercise hint " + number, "three, each saying more", color_);
}

Outcome Desk::check(const Exercise& exercise, Language language) {
  const fs::path file = file_of(exercise, language);
  if (!fs::exists(file)) {
    throw std::invalid_argument(fmt::format("there is no {}; `gradlab exercise start {}{}` writes it, or say --folder",
                                            file.string(), exercise.number, option_for(language)));
  }
  const Outcome outcome = judge(file, language, exercise);
  if (outcome.passed()) record_.entries[exercise.name].passed.insert(std::string(to_string(language)));
  remember(exercise);
  return outcome;
}

std::string Desk::hint(const Exercise& exercise) {
  const int all = static_cast<int>(exercise.hints.size());
  int& shown = record_.entries[exercise.name].hints;
  shown = std::min(shown + 1, all);
  std::string text;
  for (int i = 0; i < shown; ++i) {
    text += fill_lines(fmt::format("  {} of {}  ", i + 1, all), exercise.hints[static_cast<std::size_t>(i)]);
  }
  write_record(record_);
  return paint(fmt::format("hints for {} {}", exercise.number, exercise.title), heading, color_) + "\n" + text;
}

std::string Desk::solution(const Exercise& exercise, Language language) {
  Entry& entry = record_.entries[exercise.name];
  const bool shows = !entry.passed.empty() || entry.asked;
  entry.asked = true;
  write_record(record_);
  if (shows) return exercise.solution(language);
  return fmt::format("you have not passed {} yet; there are hints: `gradlab exercise hint {}`\n"
                     "ask once more to see the solution\n",
                     exercise.number, exercise.number);
}

std::string Desk::reset(const Exercise& exercise, Language language) {
  const fs::path file = file_of(exercise, language);
  if (!fs::exists(file)) return start(exercise, language);
  const fs::path kept = keep(file);
  write_text(file, exercise.given(language));
  remember(exercise);
  return fmt::format("{} is as given again; what you had is kept as\n{}\n", file.string(), kept.string());
}

}  // namespace gradlab::program::exercise
