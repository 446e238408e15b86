#include "gradlab/numeric/complex_step.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace gradlab::numeric {

namespace {

// Where terms of f or of its derivative cancel, the derivative rounds as f does for each unit of the parameter: by the
// rounding of f here, and by the rounding that f gains over a distance.
double rounding_inside(const AlongOneParameter& slice, double value) {
  constexpr double unit = std::numeric_limits<double>::epsilon();
  const double scale = slice.scale;
  const double distance = 1e-3 * scale;
  const double here = slice.difference(0).rounding;
  const double growth = std::max(0.0, slice.difference(distance).rounding - here) / distance;
  return 128 * unit * std::abs(value) + 4 * (here / scale + growth);
}

}  // namespace

Estimate complex_step(const AlongOneParameter& slice, double step) {
  if (!slice.imaginary) {
    throw std::invalid_argument("the complex step needs a cost that takes complex parameters; this one is real only");
  }
  const double value = slice.imaginary(step).imag() / step;
  const double again = slice.imaginary(3 * step).imag() / (3 * step);
  return {value, 8 * std::abs(value - again) + rounding_inside(slice, value), step, 4};
}

}  // namespace gradlab::numeric
