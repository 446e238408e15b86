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

Floor make_floor(const Tolerance& tolerance, double largest_in_block, double noise) {
  const double rounding = tolerance.absolute * largest_in_block;
  return {rounding, rounding, tolerance.noise * noise, 0};
}

double rounding_floor(const Tolerance& tolerance, double largest_in_block, double noise) {
  return make_floor(tolerance, largest_in_block, noise).total();
}

Allowed allow(const Tolerance& tolerance, double analytic, const numeric::Estimate& numeric, const Floor& floor) {
  const double size = std::max(std::abs(analytic), std::abs(numeric.value));
  const double along = std::isnan(numeric.noise) ? floor.noise : std::max(floor.noise, tolerance.noise * numeric.noise);
  const double scale = std::isnan(numeric.scale) ? 1 : numeric.scale;
  const double noise = along / scale;
  const double length = std::isnan(numeric.length) ? 1 : numeric.length;
  const double own_rounding = std::min(floor.rounding, floor.rounding_over_length / length);
  // Real code is good to a thousandth of `absolute`.
  const double hidden_by_rounding = std::min(own_rounding, tolerance.max_hidden_share * size + 1e-3 * own_rounding);
  const double without_noise = tolerance.relative * size + hidden_by_rounding;
  // What moves the cost, over the entry's whole length, by no more than its noise.
  const double unfelt = tolerance.noise > 0 ? noise / tolerance.noise : 0;
  // What few bits of the gradient leave open of an entry far below the block's largest.
  constexpr double most_of_entry = 2.5e-4;
  const double precision = std::min(floor.precision, most_of_entry * size);
  return {tolerance.relative * size + floor.rounding + noise + floor.precision,
          without_noise + std::min(noise, tolerance.max_hidden_share * size) + precision,
          1e3 * own_rounding, unfelt, floor.rounding + noise + floor.precision};
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

bool tells_nothing(double analytic, const numeric::Estimate& numeric, const Allowed& allowed) {
  const double size = numeric.has_kink() ? std::max(std::abs(numeric.left), std::abs(numeric.right))
                                         : std::abs(numeric.value);
  if (numeric.error <= telling * std::max(std::abs(analytic), size)) return false;
  if (numeric.typical <= 8 * allowed.unfelt) return false;  // measured by costs that carry the noise themselves
  return !(numeric.error <= negligible * numeric.typical) && numeric.error > allowed.negligible;
}

Verdict judge(double analytic, const numeric::Estimate& numeric, const Allowed& allowed) {
  if (!std::isfinite(numeric.value) || !std::isfinite(numeric.error)) return Verdict::undecided;
  if (!std::isfinite(analytic)) return Verdict::disagree;
  const double d = distance(analytic, numeric), e = uncertainty(analytic, numeric);
  if (d + e <= allowed.difference && d <= std::max(allowed.without_noise, 2 * e)) {
    return tells_nothing(analytic, numeric, allowed) ? Verdict::undecided : Verdict::agree;
  }
  if (d - e > allowed.difference) return Verdict::disagree;
  return Verdict::undecided;
}

Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed) {
  return judge(analytic, numeric, {allowed, allowed, allowed, allowed, allowed});
}

}  // namespace gradlab::check
