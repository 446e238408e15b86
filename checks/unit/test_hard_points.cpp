// The points at which checkers lie: a minimum, zero weights, a huge lambda, saturated units, one example. Right code is
// never called wrong there, and one wrong entry is found or left undecided, with and without the network's own
// differences.
#include "gradlab/check/checker.hpp"
#include "gradlab/data/embedded.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace test_hard_points {

using namespace gradlab;
namespace nn = neural_network;
using arma::vec;

TEST_SUITE_BEGIN("hard points");

namespace {

const nn::LayerSizes sizes = {64, 4, 10};

struct HardPoint {
  std::string name;
  nn::Problem problem;
};

nn::Problem problem_of_digits(arma::uword examples, double lambda, const vec& theta) {
  const data::Dataset digits = data::digits();
  return {sizes, theta, digits.X.head_rows(examples), data::recognize_labels(digits.y, 0).y.head(examples), lambda};
}

Evaluation evaluate(nn::Problem problem, const vec& theta) {
  problem.theta = theta;
  return to_evaluation(nn::vectorized::nn_cost_function(problem));
}

// Downhill until the gradient is some 1e-6: lambda is large enough for a bowl that plain descent reaches the bottom of.
vec descend(const nn::Problem& problem) {
  vec theta = problem.theta;
  for (int i = 0; i < 4000; ++i) theta -= 0.5 * evaluate(problem, theta).gradient;
  return theta;
}

std::vector<HardPoint> hard_points() {
  const vec random = nn::unroll(nn::random_weights(sizes, 3));
  HardPoint minimum = {"a minimum", problem_of_digits(40, 40, random)};
  minimum.problem.theta = descend(minimum.problem);
  return {minimum,
          {"zero weights", problem_of_digits(40, 1, vec(random.n_elem, arma::fill::zeros))},
          {"lambda 1e6", problem_of_digits(40, 1e6, random)},
          {"saturated units", problem_of_digits(40, 1, 100 * random)},
          {"one example", problem_of_digits(1, 1, random)}};
}

check::CheckResult check_at(const HardPoint& point, bool own_differences, arma::uword wrong_entry, double slip) {
  Objective objective = nn::make_objective(point.problem);
  if (!own_differences) objective.differences = nullptr;
  const check::Implementation implementation = {"vectorized", [&](const vec& theta) {
                                                  Evaluation evaluation = evaluate(point.problem, theta);
                                                  evaluation.gradient(wrong_entry) += slip;
                                                  return evaluation;
                                                }};
  check::CheckOptions options;
  options.parameters = own_differences ? 0 : 40;
  return check_gradients(objective, {implementation}, point.problem.theta, options);
}

}  // namespace

TEST_CASE("the minimum is one") {
  const HardPoint minimum = hard_points().front();
  CHECK(arma::abs(evaluate(minimum.problem, minimum.problem.theta).gradient).max() < 1e-5);
}

TEST_CASE("right code is never called wrong") {
  for (const HardPoint& point : hard_points()) {
    for (const bool own_differences : {true, false}) {
      CAPTURE(point.name);
      CAPTURE(own_differences);
      CHECK(check_at(point, own_differences, 0, 0).verdict == check::Verdict::agree);
    }
  }
}

TEST_CASE("one wrong entry is found or left undecided, never agreed with") {
  for (const HardPoint& point : hard_points()) {
    CAPTURE(point.name);
    // At the minimum nothing is left of the gradient but rounding, so a slip is measured against the cost there.
    const Evaluation right = evaluate(point.problem, point.problem.theta);
    const double slip = std::max(1e-3 * arma::abs(right.gradient).max(), 1e-9 * right.cost);
    for (const arma::uword entry : {arma::uword{0}, arma::uword{70}, point.problem.theta.n_elem - 1}) {
      CHECK(check_at(point, true, entry, slip).verdict == check::Verdict::disagree);
    }
  }
}

TEST_SUITE_END();

}  // namespace test_hard_points
