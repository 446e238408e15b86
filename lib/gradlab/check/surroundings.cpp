#include "gradlab/check/surroundings.hpp"

#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/slice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace gradlab::check {

namespace {

constexpr int probes = 3;

// A bound in place of a standard deviation: noise exceeds four of them once in 16,000 times.
constexpr double bound_of_noise = 4;

// The step at which the growth of the noise counts into the one figure that a check goes by.
constexpr double usual_step = 0.05;

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

  numeric::Noise noise;
  for (const arma::uword k : draw_parameters(theta.n_elem, seed)) {
    const numeric::Slice slice = numeric::slice_along(objective, around.differences, theta, k);
    const numeric::Noise along = numeric::measure_noise(slice);
    noise.level = std::max(noise.level, along.level);
    noise.growth = std::max(noise.growth, along.growth);
    noise.evaluations += along.evaluations;
  }
  around.evaluations = noise.evaluations;
  around.noise = std::max(bound_of_noise * noise.at(usual_step),
                          std::numeric_limits<double>::epsilon() * std::abs(around.cost));
  around.differences = [claimed = around.differences, noise](arma::uword k, double step) {
    Difference difference = claimed(k, step);
    difference.rounding = std::max(difference.rounding, bound_of_noise * noise.at(step));
    return difference;
  };
  return around;
}

}  // namespace gradlab::check
