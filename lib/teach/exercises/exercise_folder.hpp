// A learner's own files and what may be done with them: start, check, hint, solution, reset. None of it overwrites or
// loses what the learner wrote. Saying what came of it is the business of show.hpp.
#pragma once

#include "teach/exercises/catalogue.hpp"
#include "teach/exercises/outcome.hpp"
#include "teach/exercises/record.hpp"

#include <filesystem>
#include <string>

namespace gradlab::program::exercise {

class ExerciseFolder {
 public:
  /// `folder`: where the learner's files are; empty: where they were last, else ./gradlab-exercises.
  explicit ExerciseFolder(const std::string& folder);

  const Record& record() const { return record_; }
  std::filesystem::path file_of(const Exercise& exercise, Language language) const;

  /// The exercise named, or the one at hand where `text` is empty, or the first not passed.
  const Exercise& choose(const std::string& text) const;

  /// Python where it is wanted, or only its file is there. throws std::invalid_argument if the exercise has none.
  Language language_of(const Exercise& exercise, bool python) const;

  /// Writes the file as given, unless there is one, and makes the exercise the one at hand. True: it was written.
  bool start(const Exercise& exercise, Language language);

  /// throws std::invalid_argument if there is no file, or no way to compile or run it.
  Outcome check(const Exercise& exercise, Language language);

  int hint(const Exercise& exercise);  ///< how many are to be shown: one more each time
  std::string solution(const Exercise& exercise, Language language);  ///< after passing, or when asked twice

  /// The file as given again. What the learner had is kept beside it, as the file named; none: there was nothing.
  std::filesystem::path reset(const Exercise& exercise, Language language);

 private:
  void remember(const Exercise& exercise);
  Record record_;
};

}  // namespace gradlab::program::exercise
