#include "gradlab/numeric/central.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::numeric {

Quotient central_quotient(const AlongOneParameter& slice, double step) {
  const Difference forward = slice.difference(step);
  const Difference backward = slice.difference(-step);
  return {(forward.value - backward.value) / (2 * step),
          (forward.rounding + backward.rounding) / (2 * std::abs(step)), -backward.value / step, forward.value / step,
          std::fmax(forward.rounding, backward.rounding) / std::abs(step)};
}

bool is_rough(const Quotient& near, const Quotient& far) {
  const double bend = near.right - near.left, twice = far.right - far.left;  // a smooth function's grows with the step
  const double excess = std::abs(2 * bend - twice);
  return excess > clear_of_rounding * (4 * near.rounding + 2 * far.rounding) && excess > std::abs(twice) / 4;
}

std::vector<double> central_steps(const AlongOneParameter& slice, double step) {
  const double h = exact_step(slice.x, step * slice.scale), twice = exact_step(slice.x, 2 * h);
  return {h, -h, twice, -twice};
}

Estimate central(const AlongOneParameter& slice, double step) {
  const double h = exact_step(slice.x, step * slice.scale);
  const Quotient near = central_quotient(slice, h);
  const Quotient far = central_quotient(slice, exact_step(slice.x, 2 * h));
  Estimate estimate{near.value, std::abs(far.value - near.value) + near.rounding, h, 4};
  estimate.rough = is_rough(near, far);
  estimate.too_long = std::abs(far.value - near.value) > clear_of_rounding * (near.rounding + far.rounding);
  return estimate;
}

}  // namespace gradlab::numeric
