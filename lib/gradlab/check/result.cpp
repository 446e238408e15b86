#include "gradlab/check/result.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::check {

bool has_trouble(const std::vector<Trouble>& troubles, Severity severity) {
  return std::any_of(troubles.begin(), troubles.end(), [&](const Trouble& t) { return t.severity == severity; });
}

Tolerance tolerance_for(const ImplementationResult& implementation, Tolerance tolerance) {
  if (implementation.of_gradient) tolerance.relative = std::max(tolerance.relative, implementation.of_gradient->share);
  return tolerance;
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
