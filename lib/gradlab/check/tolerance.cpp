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

double rounding_floor(const Tolerance& tolerance, double largest_in_block, double noise) {
  return tolerance.absolute * largest_in_block + tolerance.noise * noise;
}

double tolerance_without_noise(const Tolerance& tolerance, double largest_in_block, double floor) {
  return std::min(floor, tolerance.max_hidden_share * largest_in_block);
}

double allowed_difference(const Tolerance& tolerance, double analytic, double numeric, double floor) {
  return tolerance.relative * std::max(std::abs(analytic), std::abs(numeric)) + floor;
}

double distance(double analytic, const numeric::Estimate& numeric) {
  if (!numeric.has_kink()) return std::abs(analytic - numeric.value);
  const auto [low, high] = std::minmax(numeric.left, numeric.right);
  return std::max({low - analytic, analytic - high, 0.0});
}

double uncertainty(double analytic, const numeric::Estimate& numeric) {
  if (!numeric.has_kink()) return numeric.error;
  const auto [low, high] = std::minmax(numeric.left, numeric.right);
  const double depth = std::max(0.0, std::min(analytic - low, high - analytic));
  return std::max(0.0, numeric.error - depth);
}

Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed, double allowed_without_noise) {
  if (!std::isfinite(numeric.value) || !std::isfinite(numeric.error)) return Verdict::undecided;
  if (!std::isfinite(analytic)) return Verdict::disagree;
  const double d = distance(analytic, numeric), e = uncertainty(analytic, numeric);
  if (d + e <= allowed && d <= std::max(allowed_without_noise, 2 * e)) return Verdict::agree;
  if (d - e > allowed) return Verdict::disagree;
  return Verdict::undecided;
}

Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed) {
  return judge(analytic, numeric, allowed, allowed);
}

}  // namespace gradlab::check
