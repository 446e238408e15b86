#include "gradlab/numeric/adaptive.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::numeric {

namespace {

constexpr double sum_of_coefficients = 1.5;     // |1/12| + |2/3| + |2/3| + |1/12|
constexpr double remainder = 1.0 / 18;          // sum|c g^5| / 5! = 2 (32/12 + 2/3) / 120
constexpr double longest_step = 0.1, shortest_step = 1e-8;

struct Pair {
  double value;     // f(x+s) - f(x-s)
  double rounding;  // of one of the two differences
};

Pair pair_at(const AlongOneParameter& slice, double step) {
  const Difference up = slice.difference(step);
  const Difference down = slice.difference(-step);
  return {up.value - down.value, std::max(up.rounding, down.rounding)};
}

// How large the fifth derivative may be, and the rounding of a difference.
struct Shape {
  double fifth;
  double rounding;
};

Shape look_around(const AlongOneParameter& slice, double h) {
  const Pair one = pair_at(slice, h);
  const Pair two = pair_at(slice, 2 * h);
  const Pair three = pair_at(slice, 3 * h);
  const double fifth = std::abs(three.value - 4 * two.value + 5 * one.value) / 2;
  return {(fifth + 10 * three.rounding) / std::pow(h, 5), one.rounding};
}

}  // namespace

Estimate adaptive(const AlongOneParameter& slice) {
  const double scale = slice.scale;
  const Shape shape = look_around(slice, 0.02 * scale);
  const double C1 = sum_of_coefficients * std::max(shape.rounding, std::numeric_limits<double>::min());
  const double C2 = remainder * shape.fifth;
  const double best = std::pow(C1 / (4 * C2), 0.2);
  const double half_step = exact_step(slice.x, std::clamp(best, shortest_step * scale, longest_step * scale) / 2);
  const double h = 2 * half_step;  // exact too, as is 2h

  const Pair half = pair_at(slice, half_step);
  const Pair one = pair_at(slice, h);
  const Pair two = pair_at(slice, 2 * h);
  const double value = (8 * one.value - two.value) / (12 * h);
  const double at_half = (8 * half.value - one.value) / (6 * h);
  const double rounding = sum_of_coefficients * std::max({half.rounding, one.rounding, two.rounding}) / (h / 2);
  return {value, rounding + C2 * std::pow(h, 4) + 2 * std::abs(value - at_half), h, 12};
}

}  // namespace gradlab::numeric
