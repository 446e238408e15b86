#include "gradlab/check/slope.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace gradlab::check {

namespace {

using arma::vec;

// Uniform in a ball's manner, good enough here: any direction that leaves no entry out serves.
vec random_direction(arma::uword size, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::uniform_real_distribution<double> uniform(0.5, 1.5);
  vec direction(size);
  direction.imbue([&] { return (generator() >> 63) != 0 ? uniform(generator) : -uniform(generator); });
  return arma::normalise(direction);
}

}  // namespace

SlopeTest test_slope(const Objective& objective, const vec& theta, const vec& gradient, double noise,
                     std::uint64_t seed) {
  constexpr int halvings = 20;
  constexpr std::size_t wanted = 4;
  constexpr double clear = 64;  // times the noise: then a remainder is good to a few percent, and its logarithm too

  SlopeTest test;
  const vec direction = random_direction(theta.n_elem, seed);
  const double along = arma::dot(gradient, direction);
  const double at_theta = objective.cost(vec(theta));
  std::vector<double> remainders;  // from the longest step on
  for (int i = 0; i <= halvings; ++i) {
    const double h = std::ldexp(1.0, -i);
    const vec moved = theta + h * direction;
    const double there = objective.cost(moved);
    ++test.evaluations;
    const double rounding = noise + std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(h * along));
    const double remainder = std::abs(there - at_theta - h * along);
    if (!std::isfinite(remainder)) {
      remainders.clear();  // outside of where the function is defined: begin again with shorter steps
      continue;
    }
    if (remainder < clear * rounding) break;
    remainders.push_back(remainder);
  }
  ++test.evaluations;
  if (remainders.size() < wanted) return test;
  const double first = remainders[remainders.size() - wanted];
  test.slope = std::log2(first / remainders.back()) / static_cast<double>(wanted - 1);
  return test;
}

}  // namespace gradlab::check
