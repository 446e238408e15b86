#include "gradlab/check/surroundings.hpp"

#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/slice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace gradlab::check {

namespace {

constexpr int probes = 5;

// A bound in place of a standard deviation: noise exceeds four of them once in 16,000 times.
constexpr double bound_of_noise = 4;

std::vector<arma::uword> draw_parameters(arma::uword size, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::vector<arma::uword> drawn;
  for (int i = 0; i < probes; ++i) drawn.push_back(generator() % size);
  return drawn;
}

}  // namespace

NoisyDifferences measure_surroundings(const Objective& objective, const arma::vec& theta, std::uint64_t seed) {
  NoisyDifferences around;
  around.cost = objective.cost(arma::vec(theta));
  around.differences = differences_around(objective, theta);

  double level = 0;
  for (const arma::uword k : draw_parameters(theta.n_elem, seed)) {
    const numeric::Slice slice = numeric::slice_along(objective, around.differences, theta, k);
    const numeric::Noise noise = numeric::measure_noise(slice);
    around.evaluations += noise.evaluations;
    if (std::isfinite(noise.level)) level = std::max(level, noise.level);
  }
  around.noise = std::max(level, std::numeric_limits<double>::epsilon() * std::abs(around.cost));
  if (level == 0) return around;
  around.differences = [claimed = around.differences, bound = bound_of_noise * level](arma::uword k, double step) {
    Difference difference = claimed(k, step);
    difference.rounding = std::max(difference.rounding, bound);
    return difference;
  };
  return around;
}

}  // namespace gradlab::check
