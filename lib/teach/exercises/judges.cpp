#include "teach/exercises/judges.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

namespace gradlab::program::exercise {

Judge find_judge(const std::string& name) {
  static const std::map<std::string, Judge> judges = {
      {"gradient-step", judge_gradient_step},
      {"logistic-cost", judge_logistic_cost},
      {"minimize", judge_minimize},
      {"forward", judge_forward},
      {"cost", judge_cost},
      {"by-hand", judge_by_hand},
      {"sigmoid-gradient", judge_sigmoid_gradient},
      {"backpropagation", judge_backpropagation},
      {"regularization", judge_regularization},
      {"unrolling", judge_unrolling},
      {"numerical-gradient", judge_numerical_gradient},
      {"tolerance", judge_tolerance},
      {"blind-spots", judge_blind_spots},
      {"random-weights", judge_random_weights},
      {"stable-cost", judge_stable_cost},
      {"complex-step", judge_complex_step},
  };
  const auto found = judges.find(name);
  if (found == judges.end()) throw std::invalid_argument(fmt::format("there is no judge '{}' for exercises", name));
  return found->second;
}

Outcome judge(Attempt& attempt, const Exercise& exercise) {
  Outcome outcome;
  try {
    outcome = find_judge(exercise.judge)(attempt, exercise);
  } catch (const Failure& failure) {
    outcome = {failure.ending, {failure.reason}, "", ""};
  }
  outcome.printed = attempt.printed();
  return outcome;
}

Outcome judge(const std::filesystem::path& file, Language language, const Exercise& exercise) {
  try {
    Attempt attempt(file, language, {exercise.function});
    return judge(attempt, exercise);
  } catch (const Failure& failure) {
    return {failure.ending, {failure.reason}, "", ""};
  }
}

}  // namespace gradlab::program::exercise
