#include "gradlab/check/result.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::check {

bool has_trouble(const std::vector<Trouble>& troubles, Severity severity) {
  return std::any_of(troubles.begin(), troubles.end(), [&](const Trouble& t) { return t.severity == severity; });
}

double relative_error(const Comparison& comparison) {
  const double difference = distance(comparison.analytic, comparison.numeric);
  if (difference == 0) return 0;
  return difference / std::max(std::abs(comparison.analytic), std::abs(comparison.numeric.value));
}

double share_of_tolerance_used(const Comparison& comparison) {
  const double used =
      distance(comparison.analytic, comparison.numeric) + uncertainty(comparison.analytic, comparison.numeric);
  if (std::isnan(used)) return std::numeric_limits<double>::infinity();
  return used == 0 ? 0 : used / comparison.allowed;
}

}  // namespace gradlab::check
