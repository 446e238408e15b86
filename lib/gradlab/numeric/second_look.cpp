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

// One side may have no value: then the other is looked at by itself.
bool has_jumps(const AlongOneParameter& slice, double length, double tread) {
  std::size_t evaluations = 0;
  const auto jumps_about = [&](double place, double spacing) {
    const PointsInARow row = look_around(slice, place, spacing);
    return row.is_finite() && find_jumps(slice, row, tread, evaluations).count > 0;
  };
  return jumps_about(0, length / 4) || jumps_about(length / 2, length / 8) || jumps_about(-length / 2, length / 8);
}

// Whether f(x+h) + f(x-h) - 2 f(x), which stays as the step shrinks, is more than noise: then the point stands on a
// spike narrower than the step, and what longer steps say is not of it.
bool is_spike(const AlongOneParameter& slice, double height, double h) {
  constexpr double clear = 2 * bound_of_noise;
  return std::abs(height) > clear * std::max(noise_beside(slice, h), noise_beside(slice, -h));
}

}  // namespace

bool speaks_across_jumps(const AlongOneParameter& slice, double longest, const Estimate& estimate,
                         const MayBe& may_be) {
  const double shortest = step_of(slice, estimate);
  // A last stair before a cost ends in infinity is long, and seen by few steps.
  for (double step = longest; step > shortest; step /= step > longest / 16 ? 2 : ratio) {
    const Quotient quotient = central_quotient(slice, exact_step(slice.x, step));
    for (const double slope : {quotient.value, quotient.left, quotient.right}) {
      if (!std::isfinite(slope) || !may_be(slope, 0.75 * std::abs(slope - estimate.value))) continue;
      if (has_jumps(slice, step, estimate.value)) return true;
      break;
    }
  }
  return false;
}

bool speaks_close_by(const AlongOneParameter& slice, const Estimate& estimate, const MayBe& may_be) {
  const double shortest = 64 * std::numeric_limits<double>::epsilon() * usual_scale(slice.x);
  double spike_before = arma::datum::nan;
  for (double step = step_of(slice, estimate) / ratio; step > shortest; step /= ratio) {
    const double h = exact_step(slice.x, step);
    const Quotient quotient = central_quotient(slice, h);
    const double spike = (quotient.right - quotient.left) * h;
    if (std::abs(spike - spike_before) < std::abs(spike) / 4 && is_spike(slice, spike, h)) return true;
    spike_before = spike;
    const double apart = std::abs(quotient.value - estimate.value);
    if (quotient.value == 0 || !may_be(quotient.value, apart / 4)) continue;  // rounding hides a slope where f stands
    const double half = central_quotient(slice, exact_step(slice.x, h / 2)).value;
    const Estimate here = {quotient.value, std::abs(quotient.value - half), h, 0};
    if (apart > here.error + noise_in(slice, here)) return true;
  }
  return false;
}

double noise_in(const AlongOneParameter& slice, const Estimate& estimate) {
  const double step = step_of(slice, estimate);
  return bound_of_noise * std::max(noise_beside(slice, step), noise_beside(slice, -step)) / step;
}

}  // namespace gradlab::numeric
