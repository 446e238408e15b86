// A learner's own files, and what may be done with them: start, check, hint, solution, reset. No learner's text is
// overwritten or lost. See show.hpp for describing the results.
#pragma once

#include "teach/exercises/catalogue.hpp"
#include "teach/exercises/assessment.hpp"
#include "teach/exercises/record.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace gradlab::teach {

class ExerciseFolder {
 public:
  /// `folder`: where the learner's files are; empty: where they were last, else ./gradlab-exercises.
  explicit ExerciseFolder(const std::string& folder);

  const Record& record() const { return record_; }
  std::filesystem::path file_of(const Exercise& exercise, Language language) const;

  /// The exercise named, or the one at hand where `text` is empty, or the first not passed.
  const Exercise& choose(const std::string& text) const;

  /// The language of the learner's file where there is one alone, else the language chosen last.
  Language language_of(const Exercise& exercise) const;

  /// Writes the file as given, unless there is one, and makes the exercise the one at hand. True: it was written.
  bool start(const Exercise& exercise, Language language);

  /// throws std::invalid_argument if there is no file, or no way to compile or run it.
  Assessment check(const Exercise& exercise, Language language);

  int hint(const Exercise& exercise);  ///< the number of hints to show: one more each time
  std::string solution(const Exercise& exercise, Language language);  ///< after passing, or when asked twice

  /// The file as given again. The learner's file is kept beside it under the name returned; empty: there was no file.
  std::filesystem::path reset(const Exercise& exercise, Language language);

 private:
  void take_up(const Exercise& exercise);  // it is the one at hand from now on
  void remember(const Exercise& exercise, const std::function<void(Entry& entry)>& change);
  Record record_;
};

}  // namespace gradlab::teach
