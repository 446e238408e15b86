#include "gradlab/numeric/order_six.hpp"

#include <array>
#include <cmath>

namespace gradlab::numeric {

Estimate order_six(const AlongOneParameter& slice, double step) {
  const double h = exact_step(slice.x, step * slice.scale);
  std::array<double, 5> y{};
  std::array<double, 5> rounding{};
  for (std::size_t i = 1; i <= 4; ++i) {
    const Difference up = slice.difference(static_cast<double>(i) * h);
    const Difference down = slice.difference(-static_cast<double>(i) * h);
    y[i] = up.value - down.value;
    rounding[i] = up.rounding + down.rounding;
  }
  const double value = (y[3] - 9 * y[2] + 45 * y[1]) / (60 * h);
  const double seventh = (y[4] - 6 * y[3] + 14 * y[2] - 14 * y[1]) / 2;  // f''''''' h^7
  const double of_value = (rounding[3] + 9 * rounding[2] + 45 * rounding[1]) / (60 * std::abs(h));
  // To leading order the truncation error is half of this; the orders that follow need the rest.
  return {value, std::abs(seventh / (70 * h)) + of_value, h, 8};
}

}  // namespace gradlab::numeric
