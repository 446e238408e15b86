#include "self_test.hpp"

#include "truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::calibration {

namespace {

constexpr int points_per_row = 3;

// What a comparison allows, relative to the largest true entry: no mistake of the chain rule is as small.
constexpr double allowed_share = 1e-9;

double largest_of(const std::vector<Truth>& truth) {
  double largest = 0;
  for (const Truth& entry : truth) largest = std::max(largest, entry.largest());
  return largest;
}

double complex_step(const Instance& instance, arma::uword k) {
  const double step = 1e-30;
  std::vector<Complex> theta(instance.theta.begin(), instance.theta.end());
  theta[k] += Complex(0, step);
  return instance.cost.complex(theta).imag() / step;
}

Quad exact_cost(const Instance& instance, arma::uword k, Quad step) {
  std::vector<Exact> theta(instance.theta.begin(), instance.theta.end());
  theta[k].value += step;
  return instance.cost.exact(theta).value;
}

// Truncation some step^2 of the derivative, rounding some 1e-34 of the cost over the step: both far below the truth.
constexpr double tiny_step = 1e-15;

// Beside a small parameter what changes the cost may be narrower still.
double step_beside(double x) { return x == 0 ? tiny_step : tiny_step * std::min(1.0, 1e3 * std::abs(x)); }

Quad central_difference(const Instance& instance, arma::uword k) {
  const Quad x = instance.theta(k);
  const Quad above = (x + Quad(step_beside(instance.theta(k)))) - x;
  return (exact_cost(instance, k, above) - exact_cost(instance, k, -above)) / (2 * above);
}

void compare(SelfTest& test, const Row& row, const std::string& witness, arma::uword k, double difference,
             double allowed) {
  if (difference <= allowed) return;
  test.complaints.push_back(fmt::format("{}: {}, entry {}\n    off by {:.2e} from {}, allowed {:.2e}", row.kind,
                                        row.name, k, difference, witness, allowed));
}

void test_by_complex_step(SelfTest& test, const Row& row, const Instance& instance, const std::vector<Truth>& truth) {
  const double size = std::abs(instance.cost.real({instance.theta.memptr(), instance.theta.n_elem}));
  // In double precision the complex step carries the rounding of the cost's terms.
  const double allowed = allowed_share * largest_of(truth) + 1e-12 * std::max(size, 1.0);
  for (arma::uword k = 0; k < truth.size(); ++k) {
    compare(test, row, "the complex step", k, truth[k].distance_to(complex_step(instance, k)), allowed);
    ++test.by_complex_step;
  }
}

void test_by_differences(SelfTest& test, const Row& row, const Instance& instance, const std::vector<Truth>& truth) {
  const double size = std::abs(static_cast<double>(exact_cost(instance, 0, 0)));
  for (arma::uword k = 0; k < truth.size(); ++k) {
    const double allowed = allowed_share * largest_of(truth) + 1e-31 * (size + 1) / step_beside(instance.theta(k));
    if (truth[k].low != truth[k].high) continue;  // at a kink the quotient is the mean of the slopes
    const Quad difference = central_difference(instance, k) - truth[k].low;
    compare(test, row, "differences in 33 digits", k, std::abs(static_cast<double>(difference)), allowed);
    ++test.by_differences;
  }
}

void test_library(SelfTest& test, const Row& row, const Instance& instance) {
  const double theirs = instance.library().cost(instance.theta);
  const double ours = static_cast<double>(exact_cost(instance, 0, 0));
  if (std::abs(theirs - ours) <= 1e-12 * std::abs(ours)) return;
  test.complaints.push_back(
      fmt::format("{}: {}\n    the library's cost is {:.17g}, the row's {:.17g}", row.kind, row.name, theirs, ours));
}

}  // namespace

SelfTest test_catalogue(const std::vector<Row>& rows, std::uint64_t seed) {
  SelfTest test;
  Generator generator(seed);
  for (const Row& row : rows) {
    for (int point = 0; point < points_per_row; ++point) {
      const Instance instance = row.make(generator);
      const std::vector<Truth> truth = true_gradient(instance);
      if (instance.cost.complex) test_by_complex_step(test, row, instance, truth);
      test_by_differences(test, row, instance, truth);
      if (instance.library) test_library(test, row, instance);
      if (point == 0 && instance.cost.complex) ++test.analytic;
    }
    ++test.objectives;
  }
  return test;
}

}  // namespace gradlab::calibration
