// Judges the exercise of lesson 13: the blind spots of a check. The learner chooses the place of a check. The judge
// runs the known mistakes there.
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "teach/exercises/gradients.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace gradlab::tutorials::lesson_13 {

using namespace teach;

namespace {

namespace nn = neural_network;
using nn::Problem, nn::Weights;

nn::CostAndGradients run(const nn::Mistake* mistake, const Problem& p) {
  const std::vector<const nn::Mistake*> made = mistake ? std::vector{mistake} : std::vector<const nn::Mistake*>{};
  return nn::implement(made)(p);
}

// The gradient is off by more than a check with the usual tolerance lets pass.
bool shows(const nn::Mistake& mistake, const Problem& p) {
  const nn::CostAndGradients right = run(nullptr, p), wrong = run(&mistake, p);
  const auto off = [](const arma::mat& one, const arma::mat& other) {
    return arma::abs(one - other).max() > 1e-6 * arma::abs(other).max();
  };
  return off(wrong.grad1_reg, right.grad1_reg) || off(wrong.grad2_reg, right.grad2_reg);
}

// Those that leave the cost right and spoil the gradient: what a check of the gradient is for.
std::vector<const nn::Mistake*> mistakes_to_see() {
  const Problem usual = test_networks(3).front().second;
  std::vector<const nn::Mistake*> list;
  for (const nn::Mistake& mistake : nn::mistakes()) {
    if (run(&mistake, usual).reg_J == run(nullptr, usual).reg_J && shows(mistake, usual)) list.push_back(&mistake);
  }
  return list;
}

Problem to_problem(const Matrices& results) {
  if (results.size() != 5 || results[4].n_elem != 1) {
    throw Failure(Ending::wrong, {"wrong-shape", "The function should return Theta1, Theta2, X, y and Lambda.", "", "",
                                  "", "Return what it returned as given, with other numbers."});
  }
  try {
    const Weights weights = {results[0], results[1]};
    Problem p{nn::sizes_of(weights), nn::unroll(weights), results[2],
              arma::conv_to<arma::uvec>::from(arma::vectorise(results[3])), results[4](0)};
    nn::require_inputs(p);
    return p;
  } catch (const std::exception& error) {
    throw Failure(Ending::wrong, {"wrong-shape", fmt::format("This is no network: {}.", error.what()), "", "", "", ""});
  }
}

// What about the place hides mistakes, if it is one of the known reasons.
Reason find_blindness(const Problem& p) {
  const Weights weights = weights_of(p);
  if (arma::abs(p.theta).max() == 0) {
    return {"zero-weights", "All weights are 0, so no error gets through Theta2, and no penalty has anything to add.",
            "", "", "", "Take weights that differ, and none of them 0: random ones, or sines."};
  }
  if (p.lambda == 0) {
    return {"lambda-zero", "Lambda is 0, so no mistake in the regularization can show.", "", "", "",
            "Check at a Lambda of about 1."};
  }
  if (p.X.n_rows == 1) {
    return {"one-example", "There is one example, so sum, mean and last example are the same.", "", "", "",
            "Take several examples, with different labels."};
  }
  if (arma::range(arma::vectorise(weights.Theta2)) == 0 || arma::range(arma::vectorise(weights.Theta1)) == 0) {
    return {"equal-weights", "All weights of a layer are equal, so it does not matter which entry is taken.", "", "",
            "", "Take weights that differ."};
  }
  if (p.lambda > 100) {
    return {"huge-lambda", "Lambda is so large that the penalty drowns what backpropagation adds.", "", "", "",
            "Check at a Lambda of about 1."};
  }
  return {"", "Some mistakes do not show at this place.", "", "", "",
          "Take weights that differ and are not small, several examples and labels, and a Lambda of about 1."};
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const Problem p = to_problem(attempt.call(exercise.function, Json::array()));
  std::vector<std::string> hidden;
  const std::vector<const nn::Mistake*> all = mistakes_to_see();
  for (const nn::Mistake* mistake : all) {
    const std::string name(mistake->name);
    if (!shows(*mistake, p) && std::find(hidden.begin(), hidden.end(), name) == hidden.end()) hidden.push_back(name);
  }
  if (hidden.empty()) {
    return {Ending::passed, {}, fmt::format("A check at this place sees all {} mistakes.", all.size()), ""};
  }
  Reason reason = find_blindness(p);
  reason.where = fmt::format("a check there passes with: {}", fmt::join(hidden, ", "));
  return {Ending::wrong, {reason}, "", ""};
}

}  // namespace gradlab::tutorials::lesson_13
