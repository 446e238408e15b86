// Judges an attempt by its results: right, or those of a known mistake, or wrong at a place that is named.
// Each exercise's judge says which cases to ask for, and which mistakes there are.
#pragma once

#include "teach/exercises/attempt.hpp"
#include "teach/exercises/assessment.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::teach {

/// One call, and what it should give.
struct Case {
  std::string words;  ///< "z = 0.5"
  Json arguments;
  Matrices right;
};

/// A mistake, and what it gives in each of the cases.
struct Rival {
  std::string name;         ///< "sigmoid-for-derivative"
  std::string explanation;  ///< one sentence: what is wrong
  std::string statement;    ///< may be empty
  std::string remedy;
  std::vector<Matrices> results;
};

struct ExerciseTest {
  std::string function;
  std::vector<std::string> names;  ///< of the results
  std::vector<Case> cases;
  std::vector<Rival> rivals;
  std::string confirmed;  ///< what to say where all is right
  double tolerance = 1e-9;  ///< relative to the largest entry: rounding is far below, every mistake here far above
};

/// All cases right: passed. Else the first rival that gives the same in all cases, else the place of the worst entry.
Assessment judge_values(Attempt& attempt, const ExerciseTest& test);

/// The results have the right number and shapes. Vectors may lie or stand. throws Failure.
void require_shapes(const Matrices& results, const Matrices& right, const std::vector<std::string>& names);

/// The rival's results in each of the inputs.
template <class Input, class Function>
std::vector<Matrices> in_each(const std::vector<Input>& inputs, const Function& function) {
  std::vector<Matrices> results;
  for (const Input& input : inputs) results.push_back(function(input));
  return results;
}

/// Remedies for two slips that are common in every formula with 1/m or 1/(2m).
inline constexpr const char* mind_the_brackets =
    "Mind the brackets: * and / go from left to right, so / 2 * m divides by 2 and then multiplies by m.";
inline constexpr const char* mind_whole_numbers =
    "Does the formula divide whole numbers? In C++ whole numbers divide to a whole number, so 1 / X.n_rows is 0; in "
    "Python 1 // m is.";

inline arma::mat scalar(double value) { return arma::mat(1, 1).fill(value); }

}  // namespace gradlab::teach
