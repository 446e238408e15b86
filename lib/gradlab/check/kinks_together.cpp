#include "gradlab/check/kinks_together.hpp"

#include "gradlab/check/judgement.hpp"
#include "gradlab/numeric/step_scan.hpp"
#include "gradlab/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::check {

namespace {

using arma::uword, arma::vec;

// Of an entry at a kink: where it is, and by how much its slope changes there.
struct AtKink {
  uword index = 0;
  double turn = 0;
};

std::vector<AtKink> find_kinks(const CheckResult& result) {
  std::vector<AtKink> kinks;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const numeric::Estimate& estimate = result.numerical[i];
    if (estimate.has_kink()) kinks.push_back({result.entries[i], std::abs(estimate.right - estimate.left)});
  }
  return kinks;
}

// A kink of w.x turns the slope along x_i by |w_i|, so these directions, with the right signs, run along its edge.
vec along_edge(const std::vector<AtKink>& kinks, const vec& signs, uword size) {
  vec direction(size, arma::fill::zeros);
  for (std::size_t i = 0; i < kinks.size(); ++i) direction(kinks[i].index) = signs(i) / kinks[i].turn;
  return direction / arma::abs(direction).max();
}

// All signs alike, pairs of equal and of opposite sign, random signs, and random lengths.
std::vector<vec> choose_signs(std::size_t kinks, std::uint64_t seed) {
  constexpr std::size_t most_pairs = 6, random_ones = 4;
  Random random(seed);
  const auto sign = [&] { return random.below(2) == 1 ? 1.0 : -1.0; };
  std::vector<vec> all = {vec(kinks, arma::fill::ones)};
  for (std::size_t p = 0; p < std::min(most_pairs, kinks * (kinks - 1) / 2); ++p) {
    const std::size_t one = p % kinks;
    const std::size_t other = (one + 1 + random.below(kinks - 1)) % kinks;
    for (const double second : {1.0, -1.0}) {
      vec pair(kinks, arma::fill::zeros);
      pair(one) = 1;
      pair(other) = second;
      all.push_back(pair);
    }
  }
  for (std::size_t r = 0; r < random_ones; ++r) {
    vec signs(kinks), lengths(kinks);
    for (std::size_t i = 0; i < kinks; ++i) {
      signs(i) = sign();
      lengths(i) = sign() * random.uniform(0.25, 1.25);
    }
    all.push_back(signs);
    all.push_back(lengths);
  }
  return all;
}

// The cost along a direction, which is moved as one.
numeric::AlongOneParameter slice_along(const Objective& objective, const vec& theta, const vec& direction, double cost,
                                       double noise, std::size_t& evaluations) {
  numeric::AlongOneParameter slice;
  slice.x = 0;
  slice.difference = [&objective, &theta, &evaluations, direction, cost, noise](double step) {
    ++evaluations;
    const double there = objective.cost(theta + step * direction);
    const double rounding = std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(cost));
    return Difference{there - cost, std::max(rounding, noise)};
  };
  return slice;
}

}  // namespace

KinksTogether judge_kinks_together(const Objective& objective, const vec& theta, const CheckResult& result,
                                   const vec& gradient, std::uint64_t seed) {
  KinksTogether judged;
  const std::vector<AtKink> kinks = find_kinks(result);
  if (kinks.size() < 2) return judged;
  for (const vec& signs : choose_signs(kinks.size(), seed)) {
    const vec direction = along_edge(kinks, signs, theta.n_elem);
    const numeric::Estimate estimate =
        numeric::scan(slice_along(objective, theta, direction, result.cost, result.noise, judged.evaluations));
    const double analytic = arma::dot(gradient, direction);
    const double largest = arma::norm(gradient % direction, 1);
    const Allowed allowed =
        allow(result.tolerance, analytic, estimate, make_floor(result.tolerance, largest, result.noise));
    if (judge(analytic, estimate, allowed) != Verdict::disagree) continue;
    judged.verdict = Verdict::disagree;
    judged.direction = direction;
    judged.analytic = analytic;
    judged.numeric = estimate;
    for (const AtKink& kink : kinks) {
      if (direction(kink.index) != 0) judged.entries.push_back(kink.index);
    }
    return judged;
  }
  return judged;
}

}  // namespace gradlab::check
