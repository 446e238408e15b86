#include "gradlab/check/tolerance.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::check {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::agree: return "agree";
    case Verdict::undecided: return "undecided";
    case Verdict::disagree: return "disagree";
  }
  return "undecided";
}

Verdict worst_of(Verdict one, Verdict other) { return std::max(one, other); }

double allowed_difference(const Tolerance& tolerance, double analytic, double numeric, double largest_in_block) {
  return tolerance.absolute * largest_in_block +
         tolerance.relative * std::max(std::abs(analytic), std::abs(numeric));
}

Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed) {
  if (!std::isfinite(numeric.value) || !std::isfinite(numeric.error)) return Verdict::undecided;
  if (!std::isfinite(analytic)) return Verdict::disagree;
  const double difference = std::abs(analytic - numeric.value);
  if (difference + numeric.error <= allowed) return Verdict::agree;
  if (difference - numeric.error > allowed) return Verdict::disagree;
  return Verdict::undecided;
}

}  // namespace gradlab::check
