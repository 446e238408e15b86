// Linear and logistic regression: each twin against figures worked out by hand, against the other, and against the
// numerical side's cost; what they refuse. The course's data files stay with the learners, so none is used here.
#include "gradlab/check/place.hpp"
#include "gradlab/models/regression/linear/loop.hpp"
#include "gradlab/models/regression/linear/vectorized.hpp"
#include "gradlab/models/regression/logistic/loop.hpp"
#include "gradlab/models/regression/logistic/vectorized.hpp"
#include "gradlab/models/regression/objective.hpp"
#include "gradlab/models/regression/twins.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_regression {

using namespace gradlab;
using arma::mat, arma::vec;
using regression::CostAndGradient, regression::Kind, regression::Problem;

namespace {

using CostFunction = CostAndGradient (*)(const vec& theta, const mat& X, const vec& y, double Lambda);

struct Model {
  std::string name;
  CostFunction loop;
  CostFunction vectorized;
  Kind kind;
  bool labels;  // y is 0 or 1
};

const std::vector<Model> models = {
    {"linear", linear_regression::loop::cost_function, linear_regression::vectorized::cost_function,
     Kind::linear, false},
    {"logistic", logistic_regression::loop::cost_function, logistic_regression::vectorized::cost_function,
     Kind::logistic, true},
};

Problem random_problem(const Model& model, arma::uword m, arma::uword n, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal;
  Problem problem{model.kind, vec(n + 1), mat(m, n), vec(m)};
  for (vec* v : {&problem.theta, &problem.y}) v->imbue([&] { return normal(generator); });
  problem.X.imbue([&] { return normal(generator); });
  if (model.labels) problem.y = arma::conv_to<vec>::from(problem.y > 0);
  return problem;
}

bool is_close(double one, double other, double tolerance) { return std::abs(one - other) <= tolerance; }

// Two ways to sum the same m*(n+1) terms: a few units in the last place of the largest.
constexpr double twins_tolerance = 1e-13;

bool same_gradient(const vec& one, const vec& other) {
  return arma::abs(one - other).max() <= twins_tolerance * arma::abs(one).max();
}

// What the loop's log(1 - h) loses where h is near 1: half a unit in the last place of 1, divided by 1 - h.
double lost_by_plain_logarithm(const Model& model, const vec& theta, const mat& X) {
  if (!model.labels) return 0;
  const vec z = X * theta.tail(X.n_cols) + theta(0);
  return arma::datum::eps / 2 * arma::mean(1 + arma::exp(z));
}

}  // namespace

TEST_SUITE_BEGIN("regression");

TEST_CASE("linear regression on two examples, as worked out by hand") {
  const vec theta = {1, 2};
  const mat X = vec{1, 3};  // one feature
  const vec y = {2, 10};     // h = 3, 7: errors 1, -3
  for (const CostFunction cost_function : {models[0].loop, models[0].vectorized}) {
    const CostAndGradient result = cost_function(theta, X, y, 4);
    CHECK(result.cost == 2.5);                  // (1 + 9) / 4
    CHECK(result.reg_J == 6.5);                 // + 4/4 * 2^2
    CHECK(result.grad(0) == -1);                // (1 - 3) / 2
    CHECK(result.grad(1) == -4);                // (1*1 - 3*3) / 2
    CHECK(result.grad_reg(0) == -1);            // the bias is not regularized
    CHECK(result.grad_reg(1) == 0);             // + 4/2 * 2
    CHECK(cost_function(theta, X, y, 0).reg_J == 2.5);
  }
}

TEST_CASE("logistic regression at zero knows nothing: ln 2, and half the targets away") {
  const mat X = {{1, 5}, {3, -1}};
  const vec y = {1, 0};  // errors -1/2, 1/2
  for (const CostFunction cost_function : {models[1].loop, models[1].vectorized}) {
    const CostAndGradient result = cost_function(vec(3, arma::fill::zeros), X, y, 7);
    CHECK(is_close(result.cost, std::log(2.0), 2e-16));
    CHECK(result.reg_J == result.cost);  // nothing to regularize at zero
    CHECK(result.grad(0) == 0);
    CHECK(result.grad(1) == 0.5);
    CHECK(result.grad(2) == -1.5);
    const CostAndGradient elsewhere = cost_function(vec{3, 2, 0}, X, y, 7);
    CHECK(is_close(elsewhere.reg_J - elsewhere.cost, 7 / 4. * 4, 1e-14));
    CHECK(elsewhere.grad_reg(0) == elsewhere.grad(0));
    CHECK(is_close(elsewhere.grad_reg(1) - elsewhere.grad(1), 7 / 2. * 2, 1e-14));
  }
}

TEST_CASE("the twins and the numerical side's cost agree on random problems") {
  std::mt19937 shapes(7);
  for (unsigned seed = 0; seed < 200; ++seed) {
    const arma::uword m = seed < 5 ? 1 : 1 + shapes() % 80;
    const arma::uword n = seed % 10 == 0 ? 0 : 1 + shapes() % 12;  // 0: nothing but a bias
    const double Lambda = seed % 3 == 0 ? 0 : static_cast<double>(shapes() % 1000) / 100;
    for (const Model& model : models) {
      CAPTURE(model.name);
      CAPTURE(seed);
      Problem problem = random_problem(model, m, n, seed);
      problem.lambda = Lambda;
      const auto& [kind, theta, X, y, lambda] = problem;
      const CostAndGradient loop = model.loop(theta, X, y, Lambda);
      const CostAndGradient vectorized = model.vectorized(theta, X, y, Lambda);
      const double tolerance = twins_tolerance * loop.reg_J + lost_by_plain_logarithm(model, theta, X);
      CHECK(is_close(loop.cost, vectorized.cost, tolerance));
      CHECK(is_close(loop.reg_J, vectorized.reg_J, tolerance));
      CHECK(same_gradient(loop.grad, vectorized.grad));
      CHECK(same_gradient(loop.grad_reg, vectorized.grad_reg));
      CHECK(regression::loop(problem).reg_J == loop.reg_J);
      CHECK(regression::vectorized(problem).reg_J == vectorized.reg_J);

      const Objective objective = regression::make_objective(problem);
      CHECK(is_close(objective.cost(theta), loop.reg_J, tolerance));
      const arma::cx_vec complex_theta(theta, vec(n + 1, arma::fill::zeros));
      CHECK(is_close(objective.complex_cost(complex_theta).real(), loop.reg_J, tolerance));
    }
  }
}

TEST_CASE("the comparison of gradients sees one entry off by a millionth") {
  vec gradient = {3, -0.5, 1e-3};
  const vec right = gradient;
  CHECK(same_gradient(right, gradient));
  gradient(2) += 1e-6 * 3;
  CHECK_FALSE(same_gradient(right, gradient));
  CHECK_FALSE(same_gradient(right, vec(-right)));
}

TEST_CASE("a saturated logistic regression: the loop as its doc says, the vectorized one right") {
  const mat X = vec{40, -800};
  const vec theta = {0, 1};
  const vec as_predicted = {1, 0};
  const vec opposite = {0, 1};
  CHECK(std::isnan(logistic_regression::loop::cost_function(theta, X, as_predicted, 0).cost));
  CHECK(std::isinf(logistic_regression::loop::cost_function(theta, X.row(0), opposite.row(0), 0).cost));
  CHECK(logistic_regression::loop::cost_function(theta, X, as_predicted, 0).grad.is_finite());

  // -log(sigmoid(z)) = log(1 + exp(-z)), which is exp(-z) to double precision at 40, and z at -800.
  const double tiny = std::exp(-40.0);
  const auto cost_of = [&](const vec& y) {
    return logistic_regression::vectorized::cost_function(theta, X, y, 0).cost;
  };
  CHECK(is_close(cost_of(as_predicted), tiny / 2, 1e-15 * tiny));
  CHECK(cost_of(opposite) == 420);
  CHECK(is_close(regression::make_objective({Kind::logistic, theta, X, as_predicted}).cost(theta), tiny / 2,
                 1e-15 * tiny));
}

TEST_CASE("inputs that do not belong together are refused by name") {
  const mat X(4, 2, arma::fill::ones);
  const vec theta(3, arma::fill::zeros);
  const vec y(4, arma::fill::ones);
  for (const Model& model : models) {
    for (const CostFunction cost_function : {model.loop, model.vectorized}) {
      CHECK_NOTHROW(cost_function(theta, X, y, 0));
      CHECK_THROWS_WITH_AS(cost_function(theta, mat(0, 2), vec(), 0),
                           "X should have at least one example (row), but has none", std::invalid_argument);
      CHECK_THROWS_WITH_AS(cost_function(vec(2), X, y, 0),
                           "theta should have 3 entries (the bias and the 2 columns of X, which has no column of "
                           "ones), but has 2",
                           std::invalid_argument);
      CHECK_THROWS_WITH_AS(cost_function(theta, X, vec(5), 0), "y should be 4 x 1, but is 5 x 1",
                           std::invalid_argument);
      CHECK_THROWS_WITH_AS(cost_function(theta, X, y, -1),
                           "Lambda should be a finite number, 0 or more, but is -1", std::invalid_argument);
      CHECK_THROWS_AS(cost_function(theta, X, y, arma::datum::nan), std::invalid_argument);
      CHECK_THROWS_AS(cost_function(theta, X, y, arma::datum::inf), std::invalid_argument);
    }
    CHECK_THROWS_AS(regression::make_objective({model.kind, theta, mat(0, 2), vec()}), std::invalid_argument);
    CHECK_THROWS_WITH_AS(regression::make_objective({model.kind, theta, X, y}).cost(vec(2)),
                         "theta should be 3 x 1, but is 2 x 1", std::invalid_argument);
  }
}

TEST_CASE("only logistic regression insists on 0 and 1") {
  const mat X(2, 1, arma::fill::ones);
  const vec theta(2, arma::fill::zeros);
  for (const double target : {0.5, 2.0, -1.0}) {
    const vec y = {1, target};
    CHECK_NOTHROW(linear_regression::loop::cost_function(theta, X, y, 0));
    CHECK_THROWS_WITH_AS(logistic_regression::loop::cost_function(theta, X, y, 0),
                         fmt::format("y(1) should be 0 or 1, but is {}", target).c_str(), std::invalid_argument);
    CHECK_THROWS_AS(logistic_regression::vectorized::cost_function(theta, X, y, 0), std::invalid_argument);
  }
  CHECK_THROWS_WITH_AS(logistic_regression::loop::cost_function(theta, X, vec{arma::datum::nan, 1}, 0),
                       "y(0) should be 0 or 1, but is nan", std::invalid_argument);
}

TEST_CASE("the entries of theta are named") {
  for (const Model& model : models) {
    const Objective objective = regression::make_objective(
        {model.kind, vec(4, arma::fill::zeros), mat(2, 3, arma::fill::ones), vec(2, arma::fill::ones)});
    REQUIRE(objective.blocks.size() == 1);
    CHECK(objective.blocks[0].size() == 4);
    CHECK(check::name_entry(objective.blocks[0], check::place_in(objective.blocks[0], 0)) == "theta(0): bias");
    CHECK(check::name_entry(objective.blocks[0], check::place_in(objective.blocks[0], 3)) == "theta(3): feature 3");
    CHECK(objective.concurrent);
  }
}

TEST_SUITE_END();

}  // namespace test_regression
