#include "gradlab/check/taylor_test.hpp"

#include "gradlab/in_parallel.hpp"
#include "gradlab/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace gradlab::check {

namespace {

using arma::vec;

constexpr int halvings = 20;
constexpr std::size_t wanted = 4;

// A remainder so many times the noise is good to a few percent, and its logarithm too.
constexpr double clear_of_noise = 64;

double step_at(int i) { return std::ldexp(1.0, -i); }

// Remainders from the longest step on, as far as they stand clear of the noise.
std::vector<double> clear_remainders(double at_theta, const std::vector<double>& costs, double along, double noise) {
  std::vector<double> remainders;
  for (int i = 0; i <= halvings; ++i) {
    const double expected = step_at(i) * along;
    const double there = costs[static_cast<std::size_t>(i)];
    const double remainder = std::abs(there - at_theta - expected);
    if (!std::isfinite(remainder)) {
      remainders.clear();  // outside of where the function is defined: begin again with shorter steps
      continue;
    }
    const double rounding = noise + std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(expected));
    if (remainder < clear_of_noise * rounding) break;
    remainders.push_back(remainder);
  }
  return remainders;
}

double measure_slope(const std::vector<double>& remainders) {
  if (remainders.size() < wanted) return arma::datum::nan;
  const double first = remainders[remainders.size() - wanted];
  return std::log2(first / remainders.back()) / static_cast<double>(wanted - 1);
}

}  // namespace

vec draw_taylor_direction(const vec& lengths, std::uint64_t seed) {
  Random random(seed);
  vec factors(lengths.n_elem);
  factors.imbue([&] { return (random.below(2) == 1 ? 1 : -1) * random.uniform(0.5, 1.5); });
  return arma::normalise(factors) % lengths;
}

std::vector<double> taylor_test(const Objective& objective, const vec& theta, const std::vector<vec>& gradients,
                                const vec& direction, double noise, int threads) {
  double at_theta = 0;
  std::vector<double> costs(halvings + 1);
  in_parallel::for_each(1 + costs.size(), objective.concurrent ? threads : 1, [&](std::size_t i) {
    if (i == 0) at_theta = objective.cost(vec(theta));
    else costs[i - 1] = objective.cost(theta + step_at(static_cast<int>(i) - 1) * direction);
  });

  std::vector<double> slopes;
  for (const vec& gradient : gradients) {
    slopes.push_back(measure_slope(clear_remainders(at_theta, costs, arma::dot(gradient, direction), noise)));
  }
  return slopes;
}

}  // namespace gradlab::check
