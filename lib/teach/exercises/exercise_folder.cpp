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

Language ExerciseFolder::language_of(const Exercise& exercise) const {
  const Language chosen = remembered_language(), other = other_language(chosen);
  const auto has_file = [&](Language language) { return fs::exists(file_of(exercise, language)); };
  return has_file(other) && !has_file(chosen) ? other : chosen;
}

// Another gradlab may have remembered something since this one began: so the record is read again.
void ExerciseFolder::remember(const Exercise& exercise, const std::function<void(Entry& entry)>& change) {
  record_ = update_record([&](Record& record) {
    record.folder = record_.folder;
    change(record.entries[exercise.name]);
  });
}

void ExerciseFolder::take_up(const Exercise& exercise) {
  record_ = update_record([&](Record& record) {
    record.folder = record_.folder;
    record.current = exercise.name;
    record.entries[exercise.name];
  });
}

bool ExerciseFolder::start(const Exercise& exercise, Language language) {
  const bool is_new = write_new(file_of(exercise, language), exercise.given(language));
  take_up(exercise);
  return is_new;
}

Assessment ExerciseFolder::check(const Exercise& exercise, Language language) {
  const fs::path file = file_of(exercise, language);
  if (!fs::exists(file)) {
    throw std::invalid_argument(fmt::format("there is no {}; `gradlab exercise start {}` writes it, or say --folder",
                                            file.string(), exercise.number));
  }
  const Assessment assessment = judge(file, language, exercise);
  take_up(exercise);
  if (assessment.passed()) {
    remember(exercise, [&](Entry& entry) { entry.passed.insert(std::string(to_string(language))); });
  }
  return assessment;
}

int ExerciseFolder::hint(const Exercise& exercise) {
  int shown = 0;
  remember(exercise, [&](Entry& entry) {
    entry.hints = shown = std::min(entry.hints + 1, static_cast<int>(exercise.hints.size()));
  });
  return shown;
}

std::string ExerciseFolder::solution(const Exercise& exercise, Language language) {
  bool shows = false;
  remember(exercise, [&](Entry& entry) {
    shows = !entry.passed.empty() || entry.asked;
    entry.asked = true;
  });
  if (shows) return exercise.solution(language);
  return fmt::format("you have not passed {} yet; there are hints: `gradlab exercise hint {}`\n"
                     "ask once more to see the solution\n",
                     exercise.number, exercise.number);
}

fs::path ExerciseFolder::reset(const Exercise& exercise, Language language) {
  const fs::path file = file_of(exercise, language);
  const fs::path kept = fs::exists(file) ? keep(file) : fs::path();
  write_text(file, exercise.given(language));
  take_up(exercise);
  return kept;
}

}  // namespace gradlab::teach
