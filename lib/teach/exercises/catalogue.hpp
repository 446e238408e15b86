// The exercises, as the folders of tutorials/ hold them: what is asked, the files as given and solved, the hints.
// Whether an attempt is right is the business of judges.hpp. Adding one: tutorials/README.md.
#pragma once

#include "terminal/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::program::exercise {

using namespace terminal;

enum class Language { cpp, python };

std::string_view to_string(Language language);  ///< "C++", "Python"
std::string_view ending(Language language);     ///< ".cpp", ".py"

/// A change to the solution that makes a typical wrong answer of it.
struct WrongAnswer {
  std::string name;                 ///< of the mistake, as the judge should name it; may be part of the name
  std::string says;                 ///< words that the judge's answer must have
  std::string cpp_from, cpp_to;     ///< the first text is in the solution, and each time becomes the second
  std::string python_from, python_to;  ///< empty where there is no Python
};

struct Exercise {
  int number = 0;
  std::string name;  ///< "07_derivative_of_the_sigmoid": the folder, and the learner's file
  std::string title;
  std::string statement;  ///< of the source: "S23"; empty where it concerns none
  std::string function;   ///< that the learner writes
  std::string judge;
  std::string task;               ///< one or two sentences
  std::vector<std::string> hints;  ///< three, each saying more
  std::string afterwards;         ///< what to take along, said once it passes
  std::vector<WrongAnswer> wrong;
  std::string given_cpp, solution_cpp, given_python, solution_python;  ///< Python's are empty where there is none

  bool has(Language language) const { return language == Language::cpp || !given_python.empty(); }
  const std::string& given(Language language) const { return language == Language::cpp ? given_cpp : given_python; }
  const std::string& solution(Language language) const {
    return language == Language::cpp ? solution_cpp : solution_python;
  }
};

/// All of them, in order.
const std::vector<Exercise>& exercises();

/// By number ("7", "07") or name, or the beginning of the name that only one has.
/// throws std::invalid_argument, naming what there is, if there is none.
const Exercise& find_exercise(const std::string& text);

}  // namespace gradlab::program::exercise
