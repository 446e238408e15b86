// The costs at eight points in a row beside the point: what tells noise, stairs and a single jump from what is smooth.
#pragma once

#include "gradlab/numeric/along_one_parameter.hpp"

#include <array>
#include <cstddef>

namespace gradlab::numeric {

struct PointsInARow {
  static constexpr std::size_t count = 8;
  std::array<double, count> offsets{};  ///< from x, in units of the parameter
  std::array<double, count> values{};   ///< the cost there, less that at x

  bool is_finite() const;
};

/// Eight differences, at place - 4 spacing .. place + 3 spacing; `place` is an offset from x.
PointsInARow look_around(const AlongOneParameter& slice, double place, double spacing);

/// (last - first value) for each unit of the parameter.
double slope_of(const PointsInARow& row);

/// The middle one of the slopes from point to point: that of the treads, where few steps jump.
double middle_slope_of(const PointsInARow& row);

/// What the two steps from point to point hold that depart most from a line: nothing, one jump, or the stairs in which
/// the cost moves, that are of about one height.
struct Jumps {
  int count = 0;      ///< 0, 1 or 2
  double height = 0;  ///< of the higher one
};

/// `slope`: of the treads between jumps. Each step is halved again and again, and keeps its jump. `evaluations` counts
/// the differences, up to 76.
Jumps find_jumps(const AlongOneParameter& slice, const PointsInARow& row, double slope, std::size_t& evaluations);

/// The same among points that lie `width` apart.
Jumps find_jumps(const AlongOneParameter& slice, double width, double slope, std::size_t& evaluations);

}  // namespace gradlab::numeric
