#include "gradlab/check/surroundings.hpp"

#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/slice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace gradlab::check {

namespace {

// Stretches of the spacing, one for each parameter that is looked at.
constexpr double probes[] = {1, 1.3077, 0.7319};

// A bound in place of a standard deviation: noise exceeds four of them once in 16,000 times.
constexpr double bound_of_noise = 4;

// The step at which the growth of the noise counts into the one figure that a check goes by.
constexpr double usual_step = 0.05;

}  // namespace

NoisyDifferences measure_surroundings(const Objective& objective, const arma::vec& theta, std::uint64_t seed) {
  NoisyDifferences around;
  around.cost = objective.cost(arma::vec(theta));
  around.differences = differences_around(objective, theta);

  numeric::Noise noise;
  std::mt19937_64 generator(seed);
  for (const double stretch : probes) {
    const arma::uword k = generator() % theta.n_elem;
    const numeric::Slice slice = numeric::slice_along(objective, around.differences, theta, k);
    const numeric::Noise along = numeric::measure_noise(slice, stretch);
    noise.level = std::max(noise.level, along.level);
    noise.growth = std::max(noise.growth, along.growth);
    noise.evaluations += along.evaluations;
  }
  around.evaluations = noise.evaluations;
  around.noise = std::max(bound_of_noise * noise.at(usual_step),
                          std::numeric_limits<double>::epsilon() * std::abs(around.cost));
  if (noise.level == 0 && noise.growth == 0) return around;
  const double at_theta = around.differences(0, 0).rounding;
  around.differences = [claimed = around.differences, noise, at_theta](arma::uword k, double step) {
    Difference difference = claimed(k, step);
    const double larger_there = at_theta > 0 ? std::max(1.0, difference.rounding / at_theta) : 1;
    difference.rounding = std::max(difference.rounding, bound_of_noise * noise.at(step) * larger_there);
    return difference;
  };
  return around;
}

}  // namespace gradlab::check
