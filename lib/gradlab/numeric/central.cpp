#include "gradlab/numeric/central.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::numeric {

Quotient central_quotient(const AlongOneParameter& slice, double step) {
  const Difference forward = slice.difference(step);
  const Difference backward = slice.difference(-step);
  return {(forward.value - backward.value) / (2 * step),
          (forward.rounding + backward.rounding) / (2 * std::abs(step)), -backward.value / step, forward.value / step};
}

Estimate central(const AlongOneParameter& slice, double step) {
  const double h = exact_step(slice.x, step * std::max(1.0, std::abs(slice.x)));
  const Quotient near = central_quotient(slice, h);
  const Quotient far = central_quotient(slice, exact_step(slice.x, 2 * h));
  return {near.value, std::abs(far.value - near.value) / 2 + near.rounding, h, 4};
}

}  // namespace gradlab::numeric
