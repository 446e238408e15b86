// The optimizers against minima that are known without them, the scaling of features, and what a model answers.
#include "exercise.hpp"

#include "gradlab/data/embedded.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/regression/linear/vectorized.hpp"
#include "gradlab/models/regression/predict.hpp"
#include "gradlab/models/regression/logistic/vectorized.hpp"
#include "gradlab/models/network/predict.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/train/gradient_descent.hpp"
#include "gradlab/train/lbfgs.hpp"
#include "gradlab/train/optimizer.hpp"
#include "gradlab/train/scaling.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_train {

using namespace gradlab;
using arma::mat, arma::vec;
using train::CostAndGradientFunction, train::Ending, train::Minimum, train::MinimizeOptions;

namespace {

// f = 1/2 * (theta - 3)' diag(curvature) (theta - 3)
CostAndGradientFunction bowl(const vec& curvature) {
  return [curvature](const vec& theta) {
    const vec away = theta - 3;
    return Evaluation{arma::dot(away, curvature % away) / 2, curvature % away};
  };
}

// Rosenbrock's banana: minimum 0 at (1, 1), at the end of a bent valley.
Evaluation banana(const vec& theta) {
  const double x = theta(0), y = theta(1);
  return {(1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
          {-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)}};
}

CostAndGradientFunction linear_cost(const mat& X, const vec& y, double Lambda) {
  return [=](const vec& theta) {
    const regression::CostAndGradient r = linear_regression::vectorized::cost_function(theta, X, y, Lambda);
    return Evaluation{r.reg_J, r.grad_reg};
  };
}

CostAndGradientFunction logistic_cost(const mat& X, const vec& y) {
  return [=](const vec& theta) {
    const regression::CostAndGradient r = logistic_regression::vectorized::cost_function(theta, X, y, 0);
    return Evaluation{r.reg_J, r.grad_reg};
  };
}

// (X'X + Lambda I without the bias) theta = X'y, X with its column of ones.
vec solve_normal_equation(const mat& X, const vec& y, double Lambda) {
  const mat with_ones = arma::join_rows(vec(X.n_rows, arma::fill::ones), X);
  mat A = with_ones.t() * with_ones;
  for (arma::uword j = 1; j <= X.n_cols; ++j) A(j, j) += Lambda;
  return arma::solve(A, with_ones.t() * y);
}

MinimizeOptions steps(arma::uword iterations, double alpha = 1) {
  MinimizeOptions options;
  options.iterations = iterations;
  options.alpha = alpha;
  return options;
}

double largest(const vec& v) { return arma::abs(v).max(); }

}  // namespace

TEST_SUITE_BEGIN("train");

TEST_CASE("gradient descent on a bowl shrinks each distance by 1 - alpha * curvature a step") {
  const vec curvature = {0.5, 1, 1.5};
  const Minimum minimum = train::minimize_by_gradient_descent(bowl(curvature), vec{0, 5, 4}, steps(7, 0.4));
  const vec expected = 3 + vec{-3, 2, 1} % arma::pow(1 - 0.4 * curvature, 7);
  CHECK(largest(minimum.theta - expected) < 1e-14);  // seven roundings of numbers near 3
  CHECK(minimum.iterations() == 7);
  CHECK(minimum.evaluations == 8);
  CHECK(minimum.cost_history.is_sorted("strictdescend"));
  CHECK(minimum.cost_history.back() == bowl(curvature)(minimum.theta).cost);
  CHECK(minimum.ending == Ending::iterations_done);
}

TEST_CASE("gradient descent with alpha above 2 / curvature climbs, and ends before infinity") {
  const vec start = {4};
  CHECK(train::minimize_by_gradient_descent(bowl({1}), start, steps(5, 1.9)).cost_history.is_sorted("strictdescend"));
  CHECK(train::minimize_by_gradient_descent(bowl({1}), start, steps(5, 2.1)).cost_history.is_sorted("strictascend"));
  const Minimum far = train::minimize_by_gradient_descent(bowl({1}), start, steps(1'000'000, 2.1));
  CHECK(far.ending == Ending::not_finite);
  CHECK(far.theta.is_finite());
  CHECK(far.cost_history.is_finite());
}

TEST_CASE("L-BFGS reaches the end of Rosenbrock's valley, where gradient descent has hardly begun") {
  const vec start = {-1.2, 1};
  const Minimum minimum = train::minimize_by_lbfgs(banana, start, steps(100));
  CHECK(minimum.ending == Ending::converged);
  CHECK(largest(minimum.theta - 1) < 1e-6);
  CHECK(minimum.cost_history.back() < 1e-14);
  CHECK(minimum.cost_history.front() == doctest::Approx(24.2).epsilon(1e-15));  // the published cost of this start
  CHECK(minimum.iterations() < 60);
  const Minimum slow = train::minimize_by_gradient_descent(banana, start, steps(100, 1e-3));
  CHECK(largest(slow.theta - 1) > 0.1);
}

TEST_CASE("linear regression ends in the solution of the normal equation") {
  data::Dataset iris = data::iris();
  const vec y = iris.X.col(3);
  const mat X = iris.X.head_cols(3);
  for (const double Lambda : {0.0, 10.0}) {
    const vec solution = solve_normal_equation(X, y, Lambda);
    const auto cost = linear_cost(X, y, Lambda);
    const vec start(4, arma::fill::zeros);
    CHECK(largest(train::minimize_by_lbfgs(cost, start, steps(200)).theta - solution) < 1e-6);
    CHECK(largest(train::minimize_by_lbfgs(cost, start, steps(2)).theta - solution) > 1e-2);
    const mat scaled = train::scale(X, train::measure_scaling(X));
    const Minimum descent =
        train::minimize_by_gradient_descent(linear_cost(scaled, y, Lambda), start, steps(3000, 0.5));
    CHECK(largest(descent.theta - solve_normal_equation(scaled, y, Lambda)) < 1e-9);
    CHECK(largest(descent.theta - solution) > 1e-2);
  }
}

TEST_CASE("logistic regression ends in the logarithm of the odds") {
  // One feature that is 0 or 1: 3 of 4 examples are positive where it is 0, 2 of 5 where it is 1.
  const mat X = vec{0, 0, 0, 0, 1, 1, 1, 1, 1};
  const vec y = {1, 1, 1, 0, 1, 1, 0, 0, 0};
  const vec odds = {std::log(3.0), std::log(2.0 / 3) - std::log(3.0)};
  const vec zero(2, arma::fill::zeros);
  const Minimum minimum = train::minimize_by_lbfgs(logistic_cost(X, y), zero, steps(100));
  CHECK(minimum.cost_history.front() == doctest::Approx(std::log(2.0)).epsilon(1e-15));
  CHECK(largest(minimum.theta - odds) < 1e-6);
  CHECK(largest(train::minimize_by_gradient_descent(logistic_cost(X, y), zero, steps(5000, 1)).theta - odds) < 1e-6);
  CHECK(largest(train::minimize_by_gradient_descent(logistic_cost(X, y), zero, steps(5, 1)).theta - odds) > 0.1);
}

TEST_CASE("a wrong gradient: L-BFGS finds no lower cost, and says so") {
  const auto uphill = [](const vec& theta) {
    Evaluation here = banana(theta);
    here.gradient *= -1;
    return here;
  };
  const Minimum minimum = train::minimize_by_lbfgs(uphill, vec{-1.2, 1}, steps(100));
  CHECK(minimum.ending == Ending::no_lower_cost);
  CHECK(minimum.iterations() == 0);
  CHECK(arma::approx_equal(minimum.theta, vec{-1.2, 1}, "absdiff", 0));
}

TEST_CASE("both can be stopped after any iteration, with what they have; no iteration at all is one answer too") {
  for (const train::Optimizer& optimizer : train::optimizers()) {
    CAPTURE(optimizer.name);
    MinimizeOptions options = steps(100, 1e-3);
    options.keep_going = [](arma::uword done) { return done < 3; };
    const Minimum stopped = optimizer.minimize(banana, vec{-1.2, 1}, options);
    CHECK(stopped.ending == Ending::stopped);
    CHECK(stopped.iterations() == 3);
    CHECK(stopped.cost_history(3) == banana(stopped.theta).cost);
    const Minimum none = optimizer.minimize(banana, vec{-1.2, 1}, steps(0));
    CHECK(none.iterations() == 0);
    CHECK(none.cost_history.n_elem == 1);
    CHECK(none.ending == Ending::iterations_done);
  }
}

TEST_CASE("both tell where they are after each iteration") {
  for (train::Minimize* minimize : {train::minimize_by_gradient_descent, train::minimize_by_lbfgs}) {
    std::vector<double> costs;
    MinimizeOptions options;
    options.alpha = 0.001;
    options.iterations = 7;
    options.reached = [&](const vec& theta, arma::uword iterations) {
      costs.push_back(banana(theta).cost);
      CHECK(iterations == costs.size());
    };
    const Minimum minimum = minimize(banana, vec{-1, 1}, options);
    CHECK(arma::approx_equal(vec(costs), minimum.cost_history.tail(minimum.iterations()), "absdiff", 0.0));
    CHECK(costs.size() == 7);
  }
}

TEST_CASE("what the cost throws comes through, from the start and from later on") {
  for (const train::Optimizer& optimizer : train::optimizers()) {
    CAPTURE(optimizer.name);
    for (const int good : {0, 1, 4}) {
      int calls = 0;
      const auto failing = [&](const vec& theta) {
        if (calls++ == good) throw std::runtime_error("the cost broke");
        return banana(theta);
      };
      CHECK_THROWS_WITH_AS(optimizer.minimize(failing, vec{-1.2, 1}, steps(100, 1e-3)), "the cost broke",
                           std::runtime_error);
    }
  }
}

TEST_CASE("a cost that leaves the finite numbers ends the descent at the last point where it was one") {
  const auto cliff = [](const vec& theta) { return Evaluation{theta(0) < -2 ? arma::datum::nan : theta(0), vec{1}}; };
  for (const train::Optimizer& optimizer : train::optimizers()) {
    CAPTURE(optimizer.name);
    const Minimum minimum = optimizer.minimize(cliff, vec{0}, steps(1000));
    CHECK(minimum.theta(0) >= -2);
    CHECK(minimum.cost_history.is_finite());
    CHECK(minimum.ending != Ending::converged);
  }
}

TEST_CASE("starts that no optimizer can use are refused by name") {
  const auto infinite = [](const vec&) { return Evaluation{arma::datum::inf, vec{1, 1}}; };
  const auto short_gradient = [](const vec&) { return Evaluation{1, vec{1}}; };
  for (const train::Optimizer& optimizer : train::optimizers()) {
    CHECK_THROWS_WITH_AS(optimizer.minimize(banana, vec(), steps(1)),
                         "theta should have at least one entry, but has none", std::invalid_argument);
    CHECK_THROWS_AS(optimizer.minimize(banana, vec{1, arma::datum::nan}, steps(1)), std::invalid_argument);
    CHECK_THROWS_WITH_AS(optimizer.minimize(banana, vec{1, 2}, steps(1, 0)),
                         "alpha should be a finite number above 0, but is 0", std::invalid_argument);
    CHECK_THROWS_AS(optimizer.minimize(infinite, vec{1, 2}, steps(1)), std::invalid_argument);
    CHECK_THROWS_WITH_AS(optimizer.minimize(short_gradient, vec{1, 2}, steps(1)),
                         "the gradient should be 2 x 1, but is 1 x 1", std::invalid_argument);
  }
  CHECK(bool(train::find_optimizer("lbfgs").minimize == train::minimize_by_lbfgs));
  CHECK_THROWS_WITH_AS(train::find_optimizer("adam"),
                       "there is no optimizer 'adam'; there are: lbfgs, gradient_descent", std::invalid_argument);
}

TEST_CASE("scaled features have mean 0 and deviation 1; weights do the same on either side") {
  const mat X = {{1, 100, 7}, {2, 300, 7}, {6, 200, 7}};
  const train::Scaling scaling = train::measure_scaling(X);
  const mat scaled = train::scale(X, scaling);
  CHECK(largest(arma::mean(scaled, 0).st()) < 1e-15);
  CHECK(largest(arma::stddev(scaled.head_cols(2), 0, 0).st() - 1) < 1e-15);
  CHECK(arma::abs(scaled.col(2)).max() == 0);  // a constant feature tells nothing, and stays finite

  const mat weights = {{1, -2, 3, 4}, {0.5, 2, -1, 1}};
  const auto apply = [](const mat& W, const mat& examples) {
    return mat(arma::join_rows(vec(examples.n_rows, arma::fill::ones), examples) * W.t());
  };
  const mat over = train::weights_for_unscaled(weights, scaling);
  CHECK(arma::abs(apply(over, X) - apply(weights, scaled)).max() < 1e-13);
  CHECK(arma::abs(apply(weights, X) - apply(weights, scaled)).max() > 1);
  CHECK(arma::abs(train::weights_for_scaled(over, scaling) - weights).max() < 1e-13);
  CHECK_THROWS_AS(train::measure_scaling(mat(0, 3)), std::invalid_argument);
  CHECK_THROWS_AS(train::scale(mat(2, 2), scaling), std::invalid_argument);
}

TEST_CASE("a network answers with the label of its largest output, a regression with 1 from one half on") {
  // Hidden unit 0 sees the input's sign; output 2 wants it, output 1 its opposite, output 3 nothing.
  const neural_network::Weights weights{mat{{0, 10}}, mat{{5, -10}, {-5, 10}, {-20, 0}}};
  const arma::uvec answers = neural_network::predict(weights, vec{-1, 1});
  CHECK(answers(0) == 1);
  CHECK(answers(1) == 2);
  CHECK_THROWS_AS(neural_network::predict(weights, mat(2, 2)), std::invalid_argument);

  const arma::uvec halves = regression::predict(vec{-2, 1}, vec{1.9, 2, 2.1});
  CHECK(halves(0) == 0);
  CHECK(halves(1) == 1);
  CHECK(halves(2) == 1);
  CHECK_THROWS_AS(regression::predict(vec{1}, vec{1.9}), std::invalid_argument);
}

TEST_CASE("the exercise's data: the given weights answer 4,876 of 5,000 right; 50 iterations from random ones 96 %") {
  const auto exercise = read_exercise();
  if (!exercise) return;
  const auto count_right = [&](const neural_network::Weights& weights) {
    return arma::accu(neural_network::predict(weights, exercise->X) == exercise->y);
  };
  CHECK(count_right(exercise->weights) == 4876);  // published: 97.52 %

  const neural_network::LayerSizes sizes{400, 25, 10};
  const auto cost = [&](const vec& theta) {
    const auto r = neural_network::vectorized::nn_cost_function(theta, 400, 25, 10, exercise->X, exercise->y, 1);
    return Evaluation{r.reg_J, neural_network::unroll({r.grad1_reg, r.grad2_reg})};
  };
  const vec start = neural_network::unroll(neural_network::random_weights(sizes, 1));
  const Minimum minimum = train::minimize_by_lbfgs(cost, start, steps(50));
  CHECK(minimum.iterations() == 50);
  CHECK(count_right(neural_network::reshape(minimum.theta, sizes)) >= 4800);
  CHECK(count_right(neural_network::reshape(start, sizes)) < 2000);
}

TEST_SUITE_END();

}  // namespace test_train
