#include "gradlab/numeric/second_look.hpp"

#include "gradlab/numeric/central.hpp"
#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/points_in_a_row.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace gradlab::numeric {

namespace {

constexpr double ratio = 8;  // between neighboring steps
constexpr double usual_step = 1e-5;  // of an estimate that has none, as the complex step's

double step_of(const AlongOneParameter& slice, const Estimate& estimate) {
  return estimate.step > 0 ? estimate.step : usual_step * slice.scale;
}

// The height of the jumps between the point and the end of `length`, on one side or both; 0: none. Each side by itself,
// as one may have no value.
double find_height(const AlongOneParameter& slice, double length, double tread) {
  const double spacing = length / (PointsInARow::count - 1);
  const auto height_about = [&](double place) {
    const PointsInARow row = look_around(slice, place, spacing);
    std::size_t evaluations = 0;
    return row.is_finite() ? find_jumps(slice, row, tread, evaluations).height : 0;
  };
  return std::max(height_about(4 * spacing), height_about(-3 * spacing));
}

// On the last stair before the cost ends, the slope across stairs is their height over the length of the tread, and
// nobody knows how long the tread would be.
bool speaks_on_last_stair(const AlongOneParameter& slice, double length, const Estimate& estimate,
                          const MayBe& may_be) {
  constexpr double most = 8;
  const double slope = find_height(slice, length, estimate.value) / length;
  return slope > 0 && may_be(estimate.value, most * slope);
}

bool is_clear_of_noise(const AlongOneParameter& slice, double height, double h) {
  constexpr double clear = 2 * bound_of_noise;
  return height > clear * std::max(noise_beside(slice, h), noise_beside(slice, -h));
}

}  // namespace

bool speaks_across_jumps(const AlongOneParameter& slice, double longest, const Estimate& estimate,
                         const MayBe& may_be) {
  const double shortest = step_of(slice, estimate);
  // A last stair before a cost ends in infinity is long, and seen by few steps.
  for (double step = longest; step > shortest; step /= step > longest / 16 ? 2 : ratio) {
    const Quotient quotient = central_quotient(slice, exact_step(slice.x, step));
    const bool ends = std::isfinite(quotient.left) != std::isfinite(quotient.right);
    if (ends && speaks_on_last_stair(slice, step, estimate, may_be)) return true;
    for (const double slope : {quotient.value, quotient.left, quotient.right}) {
      if (!std::isfinite(slope) || !may_be(slope, 0.75 * std::abs(slope - estimate.value))) continue;
      if (find_height(slice, step, estimate.value) > 0) return true;
      break;
    }
  }
  return false;
}

// Where f(x+h) + f(x-h) - 2 f(x) stays as the step shrinks, and is gone at shorter ones, the point stands on a spike.
// Where the cost stands still, rounding hides its slope.
bool speaks_close_by(const AlongOneParameter& slice, const Estimate& estimate, const MayBe& may_be) {
  const double shortest = 64 * std::numeric_limits<double>::epsilon() * usual_scale(slice.x);
  double before = arma::datum::nan, spike = 0;
  for (double step = step_of(slice, estimate) / ratio; step > shortest; step /= ratio) {
    const double h = exact_step(slice.x, step);
    const Quotient quotient = central_quotient(slice, h);
    const double height = std::abs(quotient.right - quotient.left) * h;
    if (height < spike / 4) return true;
    if (std::abs(height - before) < height / 4 && is_clear_of_noise(slice, height, h)) spike = height;
    before = height;
    const double apart = std::abs(quotient.value - estimate.value);
    if (quotient.value == 0 || !std::isfinite(apart) || !may_be(quotient.value, apart / 4)) continue;
    const double half = central_quotient(slice, exact_step(slice.x, h / 2)).value;
    const Estimate here = {quotient.value, std::abs(quotient.value - half), h, 0};
    if (apart > here.error + noise_in(slice, here)) return true;
  }
  return false;
}

double noise_in(const AlongOneParameter& slice, const Estimate& estimate) {
  const double step = step_of(slice, estimate);
  double noise = 0;  // of a side that has values
  for (const double place : {step, -step}) {
    const double beside = noise_beside(slice, place);
    if (std::isfinite(beside)) noise = std::max(noise, beside);
  }
  return bound_of_noise * noise / step;
}

}  // namespace gradlab::numeric
