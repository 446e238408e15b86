// The judges of the exercises, by name. Adding one: a function in a judge_*.cpp, and its row in judges.cpp.
#pragma once

#include "teach/exercises/attempt.hpp"
#include "teach/exercises/catalogue.hpp"
#include "teach/exercises/outcome.hpp"

#include <filesystem>
#include <string>

namespace gradlab::program::exercise {

/// What becomes of an attempt that can be called; Failure where a call fails.
using Judge = Outcome (*)(Attempt& attempt, const Exercise& exercise);

/// throws std::invalid_argument if there is none of this name.
Judge find_judge(const std::string& name);

/// Asks the exercise's judge; failures become outcomes too.
Outcome judge(Attempt& attempt, const Exercise& exercise);

/// Makes the file ready and judges it. throws std::invalid_argument where that cannot be done at all.
Outcome judge(const std::filesystem::path& file, Language language, const Exercise& exercise);

// The judges themselves.
Outcome judge_gradient_step(Attempt& attempt, const Exercise& exercise);
Outcome judge_logistic_cost(Attempt& attempt, const Exercise& exercise);
Outcome judge_minimize(Attempt& attempt, const Exercise& exercise);
Outcome judge_forward(Attempt& attempt, const Exercise& exercise);
Outcome judge_cost(Attempt& attempt, const Exercise& exercise);
Outcome judge_by_hand(Attempt& attempt, const Exercise& exercise);
Outcome judge_sigmoid_gradient(Attempt& attempt, const Exercise& exercise);
Outcome judge_backpropagation(Attempt& attempt, const Exercise& exercise);
Outcome judge_regularization(Attempt& attempt, const Exercise& exercise);
Outcome judge_unrolling(Attempt& attempt, const Exercise& exercise);
Outcome judge_numerical_gradient(Attempt& attempt, const Exercise& exercise);
Outcome judge_tolerance(Attempt& attempt, const Exercise& exercise);
Outcome judge_blind_spots(Attempt& attempt, const Exercise& exercise);
Outcome judge_random_weights(Attempt& attempt, const Exercise& exercise);
Outcome judge_stable_cost(Attempt& attempt, const Exercise& exercise);
Outcome judge_complex_step(Attempt& attempt, const Exercise& exercise);

}  // namespace gradlab::program::exercise
