#include "gradlab/numeric/forward.hpp"

#include <cmath>

namespace gradlab::numeric {

Estimate forward(const AlongOneParameter& slice, double step) {
  const double h = exact_step(slice.x, step * slice.scale);
  const double twice = exact_step(slice.x, 2 * h);
  const Difference near = slice.difference(h);
  const Difference far = slice.difference(twice);
  const double value = near.value / h;
  const double truncation = std::abs(far.value / twice - value);
  return {value, truncation + near.rounding / std::abs(h), h, 2};
}

}  // namespace gradlab::numeric
