#include "gradlab/numeric/points_in_a_row.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gradlab::numeric {

namespace {

// How far the step from point i to the next departs from a line of this slope.
double bend_after(const PointsInARow& row, std::size_t i, double slope) {
  return std::abs(row.values[i + 1] - row.values[i] - slope * (row.offsets[i + 1] - row.offsets[i]));
}

// The height of a jump between point i and the next, 0 where halving comes upon none: of a smooth step soon no
// thousandth is left, and of a narrow one after many halvings.
double find_jump(const AlongOneParameter& slice, const PointsInARow& row, std::size_t i, double slope,
                 std::size_t& evaluations) {
  constexpr int halvings = 38;
  constexpr double share_of_jump = 1e-3;
  double low = row.offsets[i], high = row.offsets[i + 1];
  double at_low = row.values[i], at_high = row.values[i + 1];
  const double whole = std::abs(at_high - at_low - slope * (high - low));
  for (int halving = 0; halving < halvings; ++halving) {
    const double middle = exact_step(slice.x, low + (high - low) / 2);
    if (middle <= low || middle >= high) break;
    const double at_middle = middle == 0 ? 0 : slice.difference(middle).value;
    ++evaluations;
    const bool in_lower_half = std::abs(at_middle - at_low - slope * (middle - low)) >
                               std::abs(at_high - at_middle - slope * (high - middle));
    (in_lower_half ? high : low) = middle;
    (in_lower_half ? at_high : at_low) = at_middle;
    if (std::abs(at_high - at_low - slope * (high - low)) <= share_of_jump * whole) return 0;
  }
  return std::abs(at_high - at_low - slope * (high - low));
}

}  // namespace

bool PointsInARow::is_finite() const {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

double slope_of(const PointsInARow& row) {
  return (row.values.back() - row.values.front()) / (row.offsets.back() - row.offsets.front());
}

PointsInARow look_around(const AlongOneParameter& slice, double place, double spacing) {
  PointsInARow row;
  for (std::size_t i = 0; i < row.count; ++i) {
    const double offset = place + (static_cast<double>(i) - static_cast<double>(row.count / 2)) * spacing;
    row.offsets[i] = exact_step(slice.x, offset);
    row.values[i] = row.offsets[i] == 0 ? 0 : slice.difference(row.offsets[i]).value;
  }
  return row;
}

double middle_slope_of(const PointsInARow& row) {
  std::array<double, PointsInARow::count - 1> slopes{};
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    slopes[i] = (row.values[i + 1] - row.values[i]) / (row.offsets[i + 1] - row.offsets[i]);
  }
  std::nth_element(slopes.begin(), slopes.begin() + slopes.size() / 2, slopes.end());
  return slopes[slopes.size() / 2];
}

Jumps find_jumps(const AlongOneParameter& slice, const PointsInARow& row, double slope, std::size_t& evaluations) {
  constexpr double alike = 16;
  std::array<std::size_t, PointsInARow::count - 1> steps{};
  std::iota(steps.begin(), steps.end(), std::size_t{0});
  std::partial_sort(steps.begin(), steps.begin() + 2, steps.end(), [&](std::size_t one, std::size_t other) {
    return bend_after(row, one, slope) > bend_after(row, other, slope);
  });
  const double first = find_jump(slice, row, steps[0], slope, evaluations);
  if (first == 0) return {};
  const double second = find_jump(slice, row, steps[1], slope, evaluations);
  const double height = std::max(first, second);
  return {std::min(first, second) > height / alike ? 2 : 1, height};
}

Jumps find_jumps(const AlongOneParameter& slice, double width, double slope, std::size_t& evaluations) {
  const PointsInARow row = look_around(slice, 0, width);
  evaluations += row.count;
  return row.is_finite() ? find_jumps(slice, row, slope, evaluations) : Jumps{};
}

}  // namespace gradlab::numeric
