#include "gradlab/check/points.hpp"

#include "gradlab/random.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::check {

namespace {

// As far as the numerical side can tell.
bool is_zero(const numeric::Estimate& estimate) { return std::abs(estimate.value) <= estimate.error; }

bool has_no_slope(const CheckResult& result) {
  return !result.numerical.empty() && std::all_of(result.numerical.begin(), result.numerical.end(), is_zero);
}

bool claims_zero(const ImplementationResult& implementation) { return implementation.gradient.is_zero(); }

// A length that each entry may be moved by, as parameters differ in their units.
arma::vec find_reaches(const CheckResult& result) {
  arma::vec reaches = arma::abs(result.theta);
  reaches.replace(0.0, 1.0);
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const arma::uword k = result.entries[i];
    const double scale = result.numerical[i].scale;
    if (std::isfinite(scale)) reaches(k) = result.theta(k) == 0 ? scale : std::min(reaches(k), scale);
  }
  return reaches;
}

}  // namespace

std::string find_blindness(const arma::vec& theta, const CheckResult& result) {
  if (theta.is_zero()) return "theta is all 0";
  if (theta.n_elem > 1 && theta.min() == theta.max()) return "all entries of theta are equal";
  const std::vector<ImplementationResult>& all = result.implementations;
  const bool none_claimed = std::any_of(all.begin(), all.end(), claims_zero) && result.verdict != Verdict::disagree;
  return none_claimed || has_no_slope(result) ? "the gradient is 0" : "";
}

arma::vec move_beside(const CheckResult& result, double share, std::uint64_t seed) {
  Random random(seed);
  arma::vec steps = find_reaches(result);
  for (double& step : steps) step *= share * random.uniform(0.5, 1.5) * (random.below(2) == 1 ? 1 : -1);
  return result.theta + steps;
}

}  // namespace gradlab::check
