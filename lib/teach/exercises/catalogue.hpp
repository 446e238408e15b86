// The exercises, as the folders of tutorials/ hold them: the task, the files as given and solved, the hints, the judge.
// See attempt.hpp for calling a judge, and tutorials/README.md for adding an exercise.
#pragma once

#include "teach/language.hpp"
#include "terminal/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::teach {

using namespace terminal;

class Attempt;
struct Assessment;
struct Exercise;

/// Says whether an attempt that can be called is right; Failure where a call fails.
using Judge = Assessment (*)(Attempt& attempt, const Exercise& exercise);

/// A change to the solution that makes a typical wrong answer of it.
struct WrongAnswer {
  std::string name;                 ///< of the mistake, as the judge should name it; may be part of the name
  std::string says;                 ///< words that the judge's answer must have
  std::string cpp_from, cpp_to;     ///< the first text is in the solution, and each time becomes the second; empty: none
  std::string python_from, python_to;
};

struct Exercise {
  int number = 0;
  std::string name;  ///< "07_derivative_of_the_sigmoid": the folder, and the learner's file
  std::string title;
  std::string statement;  ///< of the source: "S23"; empty where it concerns none
  std::string function;   ///< that the learner writes
  Judge judge = nullptr;
  std::string task;               ///< one or two sentences
  std::vector<std::string> hints;  ///< three, each saying more
  std::string afterwards;         ///< what to take along, said once it passes
  std::vector<WrongAnswer> wrong;
  std::string given_cpp, solution_cpp, given_python, solution_python;

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

/// The exercise of a folder, "01_minimizing", by the texts of its files; `description` is exercise.json. Called by the
/// definition of exercises(), which tutorials/CMakeLists.txt makes.
Exercise read_exercise(const std::string& folder, Judge judge, std::string_view description,
                       std::string_view given_cpp, std::string_view solution_cpp, std::string_view given_python,
                       std::string_view solution_python);

}  // namespace gradlab::teach
