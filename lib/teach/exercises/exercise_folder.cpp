#include "teach/exercises/exercise_folder.hpp"

#include "teach/files.hpp"
#include "teach/exercises/attempt.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace gradlab::teach {

namespace {

namespace fs = std::filesystem;

std::string option_for(Language language) { return language == Language::python ? " --python" : ""; }

// Links the learner's file to a free name, so that the old name can be overwritten.
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

ExerciseFolder::ExerciseFolder(const std::string& folder) : record_(read_record()) {
  if (!folder.empty()) record_.folder = fs::absolute(folder).lexically_normal();
  if (record_.folder.empty()) record_.folder = fs::absolute("gradlab-exercises");
}

fs::path ExerciseFolder::file_of(const Exercise& exercise, Language language) const {
  return record_.folder / (exercise.name + std::string(ending(language)));
}

const Exercise& ExerciseFolder::choose(const std::string& text) const {
  if (!text.empty()) return find_exercise(text);
  for (const Exercise& exercise : exercises()) {
    if (exercise.name == record_.current) return exercise;
  }
  for (const Exercise& exercise : exercises()) {
    if (!record_.has_passed(exercise)) return exercise;
  }
  return exercises().front();
}

Language ExerciseFolder::language_of(const Exercise& exercise, bool python) const {
  if (python && !exercise.has(Language::python)) {
    throw std::invalid_argument(
        fmt::format("exercise {} is in C++ only; those of the lessons {} are in Python too", exercise.number,
                    name_python_exercises()));
  }
  const auto has_file = [&](Language language) { return fs::exists(file_of(exercise, language)); };
  return python || (has_file(Language::python) && !has_file(Language::cpp)) ? Language::python : Language::cpp;
}

void ExerciseFolder::remember(const Exercise& exercise) {
  record_.current = exercise.name;
  record_.entries[exercise.name];
  write_record(record_);
}

bool ExerciseFolder::start(const Exercise& exercise, Language language) {
  const bool is_new = write_new(file_of(exercise, language), exercise.given(language));
  remember(exercise);
  return is_new;
}

Assessment ExerciseFolder::check(const Exercise& exercise, Language language) {
  const fs::path file = file_of(exercise, language);
  if (!fs::exists(file)) {
    throw std::invalid_argument(fmt::format("there is no {}; `gradlab exercise start {}{}` writes it, or say --folder",
                                            file.string(), exercise.number, option_for(language)));
  }
  const Assessment assessment = judge(file, language, exercise);
  if (assessment.passed()) record_.entries[exercise.name].passed.insert(std::string(to_string(language)));
  remember(exercise);
  return assessment;
}

int ExerciseFolder::hint(const Exercise& exercise) {
  int& shown = record_.entries[exercise.name].hints;
  shown = std::min(shown + 1, static_cast<int>(exercise.hints.size()));
  write_record(record_);
  return shown;
}

std::string ExerciseFolder::solution(const Exercise& exercise, Language language) {
  Entry& entry = record_.entries[exercise.name];
  const bool shows = !entry.passed.empty() || entry.asked;
  entry.asked = true;
  write_record(record_);
  if (shows) return exercise.solution(language);
  return fmt::format("you have not passed {} yet; there are hints: `gradlab exercise hint {}`\n"
                     "ask once more to see the solution\n",
                     exercise.number, exercise.number);
}

fs::path ExerciseFolder::reset(const Exercise& exercise, Language language) {
  const fs::path file = file_of(exercise, language);
  const fs::path kept = fs::exists(file) ? keep(file) : fs::path();
  write_text(file, exercise.given(language));
  remember(exercise);
  return kept;
}

}  // namespace gradlab::teach
