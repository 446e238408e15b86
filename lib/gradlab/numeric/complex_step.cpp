#include "gradlab/numeric/complex_step.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace gradlab::numeric {

Estimate complex_step(const Slice& slice, double step) {
  if (!slice.imaginary) {
    throw std::invalid_argument("the complex step needs a cost that takes complex parameters; this one is real only");
  }
  const double value = slice.imaginary(step).imag() / step;
  const double again = slice.imaginary(3 * step).imag() / (3 * step);
  const double scale = std::max(1.0, std::abs(slice.x));
  const double rounding = 4 * slice.difference(0).rounding / scale + 128 * std::numeric_limits<double>::epsilon() * std::abs(value);
  return {value, 8 * std::abs(value - again) + rounding, step, 3};
}

}  // namespace gradlab::numeric
