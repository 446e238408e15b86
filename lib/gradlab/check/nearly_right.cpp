#include "gradlab/check/nearly_right.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::check {

namespace {

constexpr std::size_t few = 3;
constexpr double small = 1e-3;  // a mistake in a formula is seldom smaller
constexpr double alike = 100;   // shares of one cause lie within this factor of each other

double round_up(double tolerance) {
  const double unit = std::pow(10, std::floor(std::log10(tolerance)));
  return std::ceil(tolerance / unit) * unit;
}

// By what share of itself each entry is off; NaN where the numerical side cannot say.
std::vector<double> shares_off(const CheckResult& result, const ImplementationResult& implementation) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const numeric::Estimate& numeric = result.numerical[i];
    if (numeric.value == 0) continue;
    const double d = distance(implementation.gradient(result.entries[i]), numeric);
    shares.push_back((d > 2 * numeric.error ? d : arma::datum::nan) / std::abs(numeric.value));
  }
  return shares;
}

}  // namespace

NearlyRight find_nearly_right(const CheckResult& result, const ImplementationResult& implementation) {
  if (implementation.counts.disagreeing < few) return {};
  std::vector<double> shares = shares_off(result, implementation);
  const auto is_large = [](double share) { return !(share < small); };
  if (shares.empty() || std::any_of(shares.begin(), shares.end(), is_large)) return {};
  std::sort(shares.begin(), shares.end());
  if (shares.back() > alike * shares.front()) return {};
  return {shares.size(), shares[shares.size() / 2], round_up(2 * shares.back())};
}

}  // namespace gradlab::check
