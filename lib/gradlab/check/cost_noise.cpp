#include "gradlab/check/cost_noise.hpp"

#include "gradlab/in_parallel.hpp"
#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <random>
#include <vector>

namespace gradlab::check {

namespace {

// Stretches of the spacing, one for each parameter that is looked at; the third only where the first two differ and
// tell more than rounding.
constexpr double probes[] = {1, 1.3077, 0.7319};

// The step at which the growth of the noise counts into the one figure that a check goes by.
constexpr double usual_step = 0.05;

// The share of its length up to which the noise is measured.
constexpr double far = 0.02;

// Levels of noise that differ by less than this are measured as one.
constexpr double resolution = 8;

// What is measured along several parameters, together: the noise, and what the differences claim farthest away.
struct Measured {
  numeric::Noise noise;
  double claimed = 0;
};

// Whether two probes tell the same noise, at the point and farthest away; growth is then one of shares of the length.
bool tell_the_same(const numeric::Noise& one, const numeric::Noise& other) {
  const auto alike = [](double a, double b) { return a <= resolution * b && b <= resolution * a; };
  return alike(one.level, other.level) && alike(one.at(one.farthest), other.at(other.farthest));
}

// One parameter: its noise, and what the differences claim farthest away.
Measured measure_along(const Objective& objective, const DifferenceFunction& differences, const arma::vec& theta,
                       arma::uword k, double stretch, const Domain& domain) {
  const numeric::AlongOneParameter slice = numeric::slice_along(objective, differences, theta, k, domain.size_of(k));
  Measured one;
  one.noise = numeric::measure_noise(slice, stretch);
  one.claimed = slice.difference(one.noise.farthest).rounding;
  return one;
}

bool is_rounding(const Measured& one) {
  return one.noise.level <= one.claimed && one.noise.at(one.noise.farthest) <= one.claimed;
}

Measured measure_along_probes(const Objective& objective, const DifferenceFunction& differences, const arma::vec& theta,
                              std::uint64_t seed, const Domain& domain, int threads) {
  std::mt19937_64 generator(seed);
  std::array<arma::uword, std::size(probes)> places;
  for (arma::uword& k : places) k = generator() % theta.n_elem;
  std::vector<Measured> told(2);
  in_parallel::for_each(told.size(), objective.concurrent ? threads : 1, [&](std::size_t i) {
    told[i] = measure_along(objective, differences, theta, places[i], probes[i], domain);
  });
  const bool is_known = (is_rounding(told[0]) && is_rounding(told[1])) || tell_the_same(told[0].noise, told[1].noise);
  if (!is_known) told.push_back(measure_along(objective, differences, theta, places[2], probes[2], domain));

  Measured all;
  for (const Measured& one : told) {
    all.noise.level = std::max(all.noise.level, one.noise.level);
    // As shares of the length over which the cost changes: parameters have lengths of their own.
    all.noise.growth = std::max(all.noise.growth, one.noise.growth * one.noise.farthest / far);
    all.noise.farthest = far;
    all.noise.evaluations += one.noise.evaluations + 1;
    all.claimed = std::max(all.claimed, one.claimed);
  }
  return all;
}

// The ratio of the noise to the rounding that the differences claim. In single precision both grow with the cost, and
// the ratio stays. It is measured at theta and farthest away; the smaller one counts. Where a cost cancels to nearly
// 0 at theta, the claim there is tiny, and the ratio is far too large.
double largest_share(const Measured& measured, double claimed_at_theta) {
  const numeric::Noise& noise = measured.noise;
  double share = std::numeric_limits<double>::infinity();
  if (noise.level > 0 && claimed_at_theta > 0) share = noise.level / claimed_at_theta;
  if (measured.claimed > 0) share = std::min(share, resolution * noise.at(noise.farthest) / measured.claimed);
  return std::isfinite(share) ? share : 0;
}

}  // namespace

NoisyDifferences measure_cost_noise(const Objective& objective, const arma::vec& theta, std::uint64_t seed,
                                    const Domain& domain, int threads) {
  NoisyDifferences around;
  around.cost = objective.cost(arma::vec(theta));
  around.differences = differences_around(objective, theta);

  const Measured measured = measure_along_probes(objective, around.differences, theta, seed, domain, threads);
  const numeric::Noise& noise = measured.noise;
  around.evaluations = noise.evaluations;
  around.noise = std::max(numeric::bound_of_noise * noise.at(usual_step),
                          std::numeric_limits<double>::epsilon() * std::abs(around.cost));
  if (noise.level == 0 && noise.growth == 0) return around;
  const double share = largest_share(measured, around.differences(0, 0).rounding);
  const auto raise = [theta, noise, share, domain](const Move& move, Difference difference) {
    const double size = domain.size_of(move.k);
    const double length = std::isnan(size) ? numeric::usual_scale(theta(move.k)) : size;
    const double there = std::max(noise.at(move.step / length), share * difference.rounding);
    difference.rounding = std::max(difference.rounding, numeric::bound_of_noise * there);
    return difference;
  };
  around.differences = change_each(around.differences, raise);
  return around;
}

}  // namespace gradlab::check
