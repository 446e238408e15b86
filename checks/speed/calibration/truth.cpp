#include "truth.hpp"

#include "gradlab/check/place.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::calibration {

namespace {

template <class Real>
std::vector<Dual<Real>> constants(const arma::vec& theta) {
  return {theta.begin(), theta.end()};
}

// The derivative along direction * e_k.
template <class Real>
Real slope_along(const CostOf<Dual<Real>>& cost, std::vector<Dual<Real>>& theta, arma::uword k, double direction) {
  theta[k].slope = direction;
  const Real slope = cost(theta).slope;
  theta[k].slope = 0;
  return slope;
}

// From a number to a stretch.
Quad distance(Quad number, Quad low, Quad high) {
  if (number < low) return low - number;
  return number > high ? number - high : 0;
}

}  // namespace

double Truth::distance_to(double value) const {
  if (std::isnan(value)) return value;
  return static_cast<double>(distance(Quad(value), low, high));
}

double Truth::error_of(const numeric::Estimate& estimate) const {
  if (!estimate.has_kink()) return distance_to(estimate.value);
  const auto [from, to] = std::minmax(estimate.left, estimate.right);
  return static_cast<double>(std::max(distance(low, from, to), distance(high, from, to)));
}

double Truth::largest() const {
  return std::max(std::abs(static_cast<double>(low)), std::abs(static_cast<double>(high)));
}

std::vector<Truth> true_gradient(const Instance& instance) {
  std::vector<Exact> theta = constants<Quad>(instance.theta);
  std::vector<Truth> gradient;
  for (arma::uword k = 0; k < theta.size(); ++k) {
    const Quad right = slope_along(instance.cost.exact, theta, k, 1);
    const Quad left = instance.cost.complex ? right : -slope_along(instance.cost.exact, theta, k, -1);
    gradient.push_back(left < right ? Truth{left, right} : Truth{right, left});
  }
  return gradient;
}

arma::vec rounded_gradient(const std::vector<Truth>& truth, Generator& generator) {
  arma::vec gradient(truth.size());
  for (arma::uword k = 0; k < truth.size(); ++k) {
    const Quad candidates[] = {truth[k].low, truth[k].high, (truth[k].low + truth[k].high) / 2};
    gradient(k) = static_cast<double>(candidates[generator() % 3]);
  }
  return gradient;
}

arma::vec noisy_gradient(const std::vector<Truth>& truth, const std::vector<Block>& blocks, const arma::vec& units,
                         Generator& generator) {
  arma::vec gradient = rounded_gradient(truth, generator);
  if (!units.is_empty()) gradient %= units;
  arma::uword first = 0;
  for (const Block& block : check::blocks_or_whole(blocks, gradient.n_elem)) {
    auto part = gradient.subvec(first, first + block.size() - 1);
    part += uniform_vector(generator, block.size(), -rounding_of_code, rounding_of_code) * arma::abs(part).max();
    first += block.size();
  }
  if (!units.is_empty()) gradient /= units;
  return gradient;
}

arma::vec coded_gradient(const Instance& instance) {
  std::vector<Coded> theta = constants<double>(instance.theta);
  arma::vec gradient(theta.size());
  for (arma::uword k = 0; k < theta.size(); ++k) gradient(k) = slope_along(instance.cost.coded, theta, k, 1);
  return gradient;
}

double wrong_value(const Truth& truth, Fault fault) {
  const double size = truth.largest();
  const double high = static_cast<double>(truth.high);
  double wrong = arma::datum::nan;
  if (fault == Fault::millionth) wrong = high + 1e-6 * size;
  if (fault == Fault::thousandth) wrong = high + 1e-3 * size;
  if (fault == Fault::sign) wrong = -static_cast<double>((truth.low + truth.high) / 2);
  if (fault == Fault::zero) wrong = 0;
  return truth.distance_to(wrong) > 4 * std::numeric_limits<double>::epsilon() * size ? wrong : arma::datum::nan;
}

}  // namespace gradlab::calibration
