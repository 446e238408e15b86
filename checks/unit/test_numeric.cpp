// The numerical methods on functions whose derivatives are known: the value is right, and no farther off than the
// method says; what they say at kinks, poles and of functions that are no numbers. Adding a method adds it here.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/numeric/central.hpp"
#include "gradlab/numeric/complex_step.hpp"
#include "gradlab/numeric/methods.hpp"
#include "gradlab/numeric/ridders.hpp"
#include "gradlab/numeric/step_scan.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <complex>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_numeric {

using namespace gradlab;
using namespace gradlab::numeric;
using Complex = std::complex<double>;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

// A function of one number, for real and for complex ones, with its derivative at x to 17 digits or more.
struct Known {
  std::string name;
  double (*f)(double);
  Complex (*complex_f)(Complex);
  double x;
  double derivative;
};

template <class Function>
Known known(const std::string& name, Function f, double x, double derivative) {
  return {name, f, f, x, derivative};
}

const std::vector<Known> functions = {
    known("exp", [](auto x) { return std::exp(x); }, 1, 2.71828182845904523536),
    known("sin", [](auto x) { return std::sin(x); }, 0.5, 0.8775825618903727161163),
    known("cube", [](auto x) { return x * x * x; }, 2, 12),
    known("1/x", [](auto x) { return 1.0 / x; }, 3, -0.1111111111111111111111),
    known("log", [](auto x) { return std::log(x); }, 0.125, 8),
    known("sqrt", [](auto x) { return std::sqrt(x); }, 0.5, 0.7071067811865475244008),
    known("sigmoid", [](auto x) { return 1.0 / (1.0 + std::exp(-x)); }, 2, 0.1049935854035065173486),
    known("softplus", [](auto x) { return std::log(1.0 + std::exp(x)); }, -3, 0.04742587317756678087885),
    known("tanh where it is flat", [](auto x) { return std::tanh(x); }, 8, 4.501405975637291672681e-7),
    known("square at its bottom", [](auto x) { return x * x; }, 0, 0),
    known("fourth power far out", [](auto x) { return x * x * x * x; }, 1000, 4e9),
    known("tiny", [](auto x) { return std::exp(x) / 1099511627776.0; }, 1, 2.472262920909129420907e-12),
    // From the documentation of Ceres; it has a pole at 0.877.
    known("beside a pole", [](auto x) { return std::exp(x) / (std::sin(x) - x * x); }, 1, 140.737735571296603393),
};

// The function as an objective of one parameter.
Objective objective_of(const Known& function) {
  Objective objective;
  objective.cost = [f = function.f](const arma::vec& theta) { return f(theta(0)); };
  objective.complex_cost = [f = function.complex_f](const arma::cx_vec& theta) { return f(theta(0)); };
  return objective;
}

Estimate run(const Known& function, Estimate (*method)(const AlongOneParameter&)) {
  const Objective objective = objective_of(function);
  const arma::vec theta = {function.x};
  const DifferenceFunction differences = differences_around(objective, theta);
  return method(slice_along(objective, differences, theta, 0));
}

// A real function without a complex twin.
AlongOneParameter slice_of(double (*f)(double), double x) {
  AlongOneParameter slice;
  slice.scale = usual_scale(x);
  slice.x = x;
  slice.difference = [f, x](double step) {
    return Difference{f(x + step) - f(x), epsilon * (std::abs(f(x + step)) + std::abs(f(x)))};
  };
  return slice;
}

bool is_within_its_error(const Estimate& estimate, double derivative) {
  return std::abs(estimate.value - derivative) <= estimate.error;
}

// The worst that a method for this toolkit may do on the functions above: the course's method, near the pole.
constexpr double loosest = 1e-6;

bool is_right(const Estimate& estimate, double derivative, double relative) {
  return std::abs(estimate.value - derivative) <= relative * std::max(1.0, std::abs(derivative));
}

Estimate one_sided(const AlongOneParameter& slice) {
  const double h = exact_step(slice.x, 1e-3);
  return {slice.difference(h).value / h, 1e-9, h, 1};
}

Estimate divided_by_h_for_2h(const AlongOneParameter& slice) {
  Estimate estimate = central(slice);
  estimate.value *= 2;
  return estimate;
}

Estimate in_single_precision(const AlongOneParameter& slice) {
  Estimate estimate = central(slice);
  estimate.value = static_cast<float>(estimate.value * 1.000001);
  return estimate;
}

double relu(double x) { return x > 0 ? x : 0; }
double size(double x) { return std::abs(x); }
double not_a_number(double) { return std::numeric_limits<double>::quiet_NaN(); }
double half_a_number(double x) { return std::log(x); }  // NaN below 0
double infinite(double) { return std::numeric_limits<double>::infinity(); }

}  // namespace

TEST_SUITE_BEGIN("numeric");

TEST_CASE("every method is right on functions with known derivatives, and within its error") {
  for (const Method& method : methods()) {
    CAPTURE(method.name);
    for (const Known& function : functions) {
      CAPTURE(function.name);
      const Estimate estimate = run(function, method.estimate);
      CAPTURE(estimate.value);
      CAPTURE(estimate.error);
      CHECK(is_within_its_error(estimate, function.derivative));
      CHECK(is_right(estimate, function.derivative, loosest));
      CHECK(estimate.evaluations > 0);
      CHECK(estimate.step > 0);
    }
  }
}

TEST_CASE("the better methods are as good as they are known to be") {
  for (const Known& function : functions) {
    CAPTURE(function.name);
    CHECK(is_right(run(function, [](const AlongOneParameter& s) { return central(s); }), function.derivative, 1e-7));
    CHECK(is_right(run(function, [](const AlongOneParameter& s) { return ridders(s); }), function.derivative, 1e-8));
    CHECK(is_right(run(function, [](const AlongOneParameter& s) { return complex_step(s); }), function.derivative,
                   1e-14));
  }
}

TEST_CASE("the errors are not so wide that they say nothing") {
  for (const Known& function : functions) {
    CAPTURE(function.name);
    const double scale = std::max(1.0, std::abs(function.derivative));
    CHECK(run(function, [](const AlongOneParameter& s) { return central(s); }).error <= 1e-5 * scale);
    CHECK(run(function, [](const AlongOneParameter& s) { return ridders(s); }).error <= 1e-6 * scale);
    CHECK(run(function, [](const AlongOneParameter& s) { return complex_step(s); }).error <= 1e-13 * scale);
  }
}

TEST_CASE("wrong methods and wrong derivatives are seen") {
  const Known& exp = functions[0];
  for (Estimate (*method)(const AlongOneParameter&) : {one_sided, divided_by_h_for_2h, in_single_precision}) {
    CHECK_FALSE(is_within_its_error(run(exp, method), exp.derivative));
  }
  CHECK_FALSE(is_right(run(exp, one_sided), exp.derivative, loosest));
  for (const Method& method : methods()) {
    CAPTURE(method.name);
    CHECK_FALSE(is_right(run(exp, method.estimate), exp.derivative * (1 + 1e-5), loosest));
    CHECK_FALSE(is_within_its_error(run(exp, method.estimate), exp.derivative * (1 + 1e-5)));
    CHECK_FALSE(is_within_its_error({}, 0));  // unknown is not right
  }
}

TEST_CASE("the formulas give the figures worked out by hand") {
  const AlongOneParameter cube = slice_of([](double x) { return x * x * x; }, 2);
  CHECK(central_quotient(cube, 0.5).value == 12.25);  // 3*2^2 + h^2
  const Estimate central_half = central(cube, 0.25);  // relative to x beyond 1: the step is 1/2
  CHECK(central_half.step == 0.5);
  CHECK(central_half.value == 12.25);
  CHECK(central_half.error >= 0.75);  // |D(2h) - D(h)| = 13 - 12.25
  CHECK(central_half.error <= 0.75 + 1e-13);
  CHECK(central_half.evaluations == 4);

  const Estimate exact = ridders(cube, 0.5, 2);  // one extrapolation removes h^2 entirely
  CHECK(exact.value == 12);
  CHECK(exact.evaluations == 4);
}

TEST_CASE("a first step that straddles the pole is why the default is short") {
  const Known& pole = functions.back();
  const Estimate straddling = run(pole, [](const AlongOneParameter& s) { return ridders(s, 0.32); });
  CHECK_FALSE(is_right(straddling, pole.derivative, loosest));
  CHECK(is_right(run(pole, [](const AlongOneParameter& s) { return ridders(s); }), pole.derivative, loosest));
}

TEST_CASE("the step taken is the one that is divided by") {
  for (const double x : {0.0, 0.1, 1.0, -3.7, 1e8}) {
    for (const double step : {1e-10, 1e-5, 0.3, -1e-5}) {
      const double h = exact_step(x, step);
      const volatile double moved = x + h;
      CHECK(moved - x == h);
      CHECK(std::abs(h - step) <= epsilon * (std::abs(x) + std::abs(step)));
    }
  }
  CHECK(exact_step(0.1, 1e-10) != 1e-10);
}

TEST_CASE("evaluations are counted as they happen") {
  for (const Method& method : methods()) {
    CAPTURE(method.name);
    std::size_t calls = 0;
    AlongOneParameter slice;
    slice.x = 1;
    slice.difference = [&](double step) { return ++calls, Difference{std::expm1(step), epsilon * std::abs(step)}; };
    slice.imaginary = [&](double step) { return ++calls, std::exp(Complex(1, step)); };
    const Estimate estimate = method.estimate(slice);
    CHECK(estimate.evaluations == calls);
  }
}

// The errors are for smooth functions: at a kink there is no derivative that they could be held to.
TEST_CASE("at a kink a real method answers between the slopes of both sides") {
  for (const Method& method : methods()) {
    if (method.needs_complex_cost) continue;
    CAPTURE(method.name);
    const Estimate at_relu = method.estimate(slice_of(relu, 0));
    CHECK(at_relu.value >= 0);
    CHECK(at_relu.value <= 1);
    const Estimate at_size = method.estimate(slice_of(size, 0));
    CHECK(at_size.value >= -1);
    CHECK(at_size.value <= 1);
    CHECK(is_within_its_error(method.estimate(slice_of(size, 0.3)), 1));  // beyond the reach of every step
  }
}

TEST_CASE("of a function that is no number the error is unknown, never small") {
  for (const Method& method : methods()) {
    if (method.needs_complex_cost) continue;
    CAPTURE(method.name);
    for (double (*f)(double) : {not_a_number, infinite}) {
      const Estimate estimate = method.estimate(slice_of(f, 1));
      CHECK_FALSE(std::isfinite(estimate.error));
    }
    const Estimate at_the_edge = method.estimate(slice_of(half_a_number, 0));
    CHECK_FALSE(std::isfinite(at_the_edge.error));
    // Some of the steps lead to where there is no number: what is left must do, or be unknown.
    const Estimate near_the_edge = method.estimate(slice_of(half_a_number, 0.02));
    CHECK((!std::isfinite(near_the_edge.error) || is_within_its_error(near_the_edge, 50)));
  }
}

TEST_CASE("methods are found by name, and refuse what cannot serve them") {
  for (const Method& method : methods()) {
    CHECK(&find_method(method.name) == &method);
    CHECK_FALSE(method.summary.empty());
    if (method.needs_complex_cost) CHECK_THROWS_AS(method.estimate(slice_of(relu, 1)), std::invalid_argument);
  }
  CHECK_THROWS_WITH_AS(complex_step(slice_of(relu, 1)),
                       "the complex step needs a cost that takes complex parameters; this one is real only",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(find_method("rider"), doctest::Contains("there is no numerical method 'rider'; there are: "),
                       std::invalid_argument);
}

TEST_CASE("shorter steps bear out a quotient that nears its limit as a root does, and none that stays") {
  const auto half_root_cubed = [](double x) { return x > 0 ? std::sqrt(x) * x : 0; };
  const Estimate flat = {0, 1e-9, 1e-3, 2};
  CHECK(is_borne_out(slice_of(half_root_cubed, 0), flat));
  CHECK_FALSE(is_borne_out(slice_of(relu, 0), flat));
}

TEST_CASE("a function that is straight over a long way is looked at by short steps too") {
  // The edge is 1e-9 high and wide: steps of 1e-6 tell 2.001, shorter ones 3.
  AlongOneParameter slice = slice_of([](double x) { return 2 * x + 1e-9 * std::tanh(x / 1e-9); }, 0);
  AlongOneParameter line = slice_of([](double x) { return 2 * x; }, 0);
  slice.scale = line.scale = 1e6;
  const Estimate passing = {2, 1e-2, 1e3, 2};
  CHECK_FALSE(is_borne_out(slice, passing));
  CHECK(is_borne_out(line, passing));
}

TEST_SUITE_END();

// ---- Differences ----

namespace {

// The network's cost in long double, entry by entry, sharing nothing with the library: the truth for its differences.
long double network_cost(const arma::vec& theta, arma::uword moved, long double step, double Lambda) {
  const auto [sizes, all, X, y, lambda] = neural_network::debug_network();
  const arma::uword n = 3, h = 5, K = 3, m = 5;
  const auto w = [&](arma::uword k) { return static_cast<long double>(theta(k)) + (k == moved ? step : 0.0L); };
  const auto Theta1 = [&](arma::uword j, arma::uword c) { return w(j * (n + 1) + c); };
  const auto Theta2 = [&](arma::uword k, arma::uword c) { return w(h * (n + 1) + k * (h + 1) + c); };
  long double sum = 0;
  for (arma::uword i = 0; i < m; ++i) {
    for (arma::uword k = 0; k < K; ++k) {
      long double z2 = Theta2(k, 0);
      for (arma::uword j = 0; j < h; ++j) {
        long double z1 = Theta1(j, 0);
        for (arma::uword c = 1; c <= n; ++c) z1 += Theta1(j, c) * static_cast<long double>(X(i, c - 1));
        z2 += Theta2(k, j + 1) / (1 + std::exp(-z1));
      }
      const long double z = y(i) == k + 1 ? -z2 : z2;  // the term is log(1 + exp(z))
      sum += z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z));
    }
  }
  long double squares = 0;
  for (arma::uword j = 0; j < h; ++j) {
    for (arma::uword c = 1; c <= n; ++c) squares += Theta1(j, c) * Theta1(j, c);
  }
  for (arma::uword k = 0; k < K; ++k) {
    for (arma::uword c = 1; c <= h; ++c) squares += Theta2(k, c) * Theta2(k, c);
  }
  return sum / m + Lambda / (2 * m) * squares;
}

// Rounding of two costs in long double, some hundred operations each.
long double truth_is_good_to(long double cost) { return 64 * std::numeric_limits<long double>::epsilon() * cost; }

}  // namespace

TEST_SUITE_BEGIN("differences");

TEST_CASE("the network's own differences are exact to their rounding, for any step") {
  for (const double scale : {1.0, 30.0}) {  // 30: outputs far from the middle
    const arma::vec theta = scale * neural_network::debug_network().theta;
    for (const double Lambda : {0.0, 3.0}) {
      const Objective objective = make_objective(neural_network::debug_network(Lambda));
      const DifferenceFunction differences = differences_around(objective, theta);
      for (arma::uword k = 0; k < theta.n_elem; ++k) {
        for (const double step : {1e-6, -1e-5, 1e-3, 0.05, -0.05, 1.0, -40.0, 1000.0}) {
          const long double before = network_cost(theta, k, 0, Lambda);
          const long double after = network_cost(theta, k, step, Lambda);
          const Difference difference = differences(k, step);
          CAPTURE(k);
          CAPTURE(step);
          CAPTURE(difference.value);
          const long double off = std::abs(static_cast<long double>(difference.value) - (after - before));
          const long double allowed = static_cast<long double>(difference.rounding) + truth_is_good_to(before + after);
          CHECK(off <= allowed);
          // Far better than two costs of about the same size could be.
          if (std::abs(step) < 0.01) CHECK(difference.rounding < 0.01 * epsilon * double(before));
        }
      }
    }
  }
}

TEST_CASE("a difference with the penalty forgotten, or of the neighbor, is seen") {
  const arma::vec theta = neural_network::debug_network().theta;
  const DifferenceFunction without = differences_around(make_objective(neural_network::debug_network(0)), theta);
  const long double before = network_cost(theta, 1, 0, 3);
  const auto off = [&](const Difference& d) {
    return std::abs(static_cast<long double>(d.value) - (network_cost(theta, 1, 1e-5L, 3) - before));
  };
  const DifferenceFunction with = differences_around(make_objective(neural_network::debug_network(3)), theta);
  CHECK(off(without(1, 1e-5)) > without(1, 1e-5).rounding + truth_is_good_to(2 * before));
  CHECK(off(with(2, 1e-5)) > with(2, 1e-5).rounding + truth_is_good_to(2 * before));
}

TEST_CASE("an objective without differences of its own is called twice, on a copy") {
  arma::vec theta = {1, 2};
  Objective objective;
  objective.cost = [](const arma::vec& t) { return t(0) * t(0) + 10 * t(1); };
  const DifferenceFunction differences = differences_around(objective, theta);
  theta.zeros();  // the differences stay where they were made
  CHECK(differences(0, 1).value == 3);
  CHECK(differences(1, -1).value == -10);
  CHECK(differences(0, 1).value == 3);  // and nothing stayed moved
  CHECK(differences(0, 1).rounding == epsilon * (21 + 24));
}

TEST_CASE("the complex cost moves one parameter along the imaginary axis") {
  const arma::vec theta = {3, 4};
  Objective objective;
  objective.cost = [](const arma::vec& t) { return t(0) * t(1); };
  objective.complex_cost = [](const arma::cx_vec& t) { return t(0) * t(1); };
  const DifferenceFunction differences = differences_around(objective, theta);
  const AlongOneParameter slice = slice_along(objective, differences, theta, 1);
  CHECK(slice.x == 4);
  CHECK(slice.imaginary(0.5) == Complex(12, 1.5));
  CHECK(slice.difference(0.5).value == 1.5);
}

TEST_SUITE_END();

}  // namespace test_numeric
