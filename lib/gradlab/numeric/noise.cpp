#include "gradlab/numeric/noise.hpp"

#include "gradlab/numeric/points_in_a_row.hpp"
#include "gradlab/numeric/scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace gradlab::numeric {

namespace {

// The row's values less a straight line, which no later difference sees, as shares of the largest of them. Beside a
// large x the points cannot lie evenly; to first order the values are moved to where they should.
std::array<double, PointsInARow::count> bends_of(const PointsInARow& row, double& largest) {
  std::array<double, PointsInARow::count> bends = row.values;
  const double slope = (bends.back() - bends.front()) / (row.offsets.back() - row.offsets.front());
  largest = 0;
  for (std::size_t i = 0; i < row.count; ++i) {
    bends[i] = bends[i] - row.values[0] - slope * (row.offsets[i] - row.offsets[0]);
    largest = std::max(largest, std::abs(bends[i]));
  }
  if (largest > 0) {
    for (double& bend : bends) bend /= largest;  // so that no square overflows
  }
  return bends;
}

// Figures of a table of repeated differences; column k holds the k-th differences.
struct Table {
  double level = 0;  // the median of the levels of columns 3 to 6, where a smooth function has died away
  double bend = 0;   // the root mean square of column 2: 0 where the values lie on a straight line
};

// The level of column k is sqrt(gamma_k * mean of the squares), gamma_k = (k!)^2 / (2k)!. For noise alone the level is
// the noise's standard deviation.
Table make_table(const PointsInARow& row) {
  double largest = 0;
  std::array<double, PointsInARow::count> values = bends_of(row, largest);
  std::array<double, 4> levels{};
  Table table;
  double gamma = 1;
  for (std::size_t k = 1; k <= 6; ++k) {
    const std::size_t count = row.count - k;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = values[i + 1] - values[i];
      sum += values[i] * values[i];
    }
    gamma *= 0.5 * static_cast<double>(k) / static_cast<double>(2 * k - 1);
    if (k == 2) {
      table.bend = std::sqrt(sum / static_cast<double>(count)) * largest;
    }
    if (k >= 3) levels[k - 3] = std::sqrt(gamma * sum / static_cast<double>(count)) * largest;
  }
  std::sort(levels.begin(), levels.end());
  table.level = (levels[1] + levels[2]) / 2;
  return table;
}

// Noise is as large at a shorter spacing, within what two such measurements may differ by; anything else shrinks.
bool remains(const Table& longer, const Table& shorter) { return longer.level <= 8 * shorter.level; }

// At a spacing too short for a function that moves in steps, as one in single precision does, its values lie on a
// straight line.
bool is_straight_beside(const Table& shorter, const Table& longer) { return shorter.bend < 1e-6 * longer.level; }

// Noise stays as it is at all shorter spacings, down to one where the function only stands still; what a swing faster
// than the spacing looks like does not.
template <class Tables>
bool stays(const Tables& tables, std::size_t from) {
  for (std::size_t t = from; t + 1 < tables.size(); ++t) {
    if (is_straight_beside(tables[t + 1], tables[t])) return true;
    if (!remains(tables[t], tables[t + 1])) return false;
  }
  return true;
}

// Times the rounding that the differences claim: less than that is rounding itself, whatever it looks like.
constexpr double beyond_rounding = 64;

// Of a cost that moves in stairs, in units of their height: it lies anywhere on a stair, evenly.
constexpr double deviation_of_stairs = 0.29;

// Of noise that jumps from point to point: its standard deviation is no more than so many of the jumps that were found.
constexpr double most_of_jump = 16;

// At the shorter spacing the cost keeps to a straight line, and at the longer one to another: between the two it jumps,
// or bends where nobody has looked.
bool leaves_line(const PointsInARow& longer, const PointsInARow& shorter) {
  const double gap = std::abs(slope_of(longer) - slope_of(shorter));
  return gap > std::max(std::abs(slope_of(longer)), std::abs(slope_of(shorter))) / 4;
}

// The slope of treads that are as short as the shortest of the rows, whose own slope is then that of the whole
// staircase: a tread departs from it more than a jump does. NaN where there are no treads. `spacing`: a shorter one.
double slope_of_short_treads(const AlongOneParameter& slice, double level, double place, double spacing,
                             std::size_t& evaluations) {
  constexpr double distinct = 16 * std::numeric_limits<double>::epsilon();
  if (!(spacing > distinct * std::abs(slice.x + place))) return arma::datum::nan;
  const PointsInARow tread = look_around(slice, place, spacing);
  evaluations += tread.count;
  const bool is_tread = tread.is_finite() && make_table(tread).bend < level / 64;
  return is_tread ? middle_slope_of(tread) : arma::datum::nan;
}

// The level of noise at a place beside the point, from spacings a hundredfold apart. `claimed`: by differences, at
// least; at the place itself they may claim more.
double level_at(const AlongOneParameter& slice, double place, double length, double claimed,
                std::size_t& evaluations) {
  claimed = std::max(claimed, slice.difference(place).rounding);
  constexpr std::size_t spacings = 5;
  std::array<PointsInARow, spacings> rows{};
  std::array<Table, spacings> tables{};
  double spacing = 0.1 * length;
  std::size_t first = 0;  // where the cost has no value at a long spacing, the shorter ones tell
  for (std::size_t t = 0; t < spacings; ++t, spacing /= 100) {
    rows[t] = look_around(slice, place, spacing);
    evaluations += PointsInARow::count;
    if (!rows[t].is_finite()) first = t + 1;
    else tables[t] = make_table(rows[t]);
  }
  if (first + 1 >= spacings) return 0;
  double under_bend = 0;
  std::optional<double> short_treads;  // their slope, once it has been asked for
  for (std::size_t t = first; t + 1 < spacings; ++t) {
    const Table& longer = tables[t];
    const Table& shorter = tables[t + 1];
    const bool is_noise = remains(longer, shorter) && stays(tables, t + 1);
    const double level = std::max(longer.level, shorter.level);
    if (is_noise && level <= beyond_rounding * claimed) return level;
    if (!remains(longer, shorter) && !leaves_line(rows[t], rows[t + 1])) continue;
    // Noise jumps everywhere, and stairs at each of their edges; a single jump is a matter of one place, and a bump
    // narrower than the spacing has none.
    const bool has_treads = !is_noise || is_straight_beside(tables.back(), longer);
    const double slope = has_treads ? middle_slope_of(rows.back()) : middle_slope_of(rows[t]);
    Jumps jumps = find_jumps(slice, rows[t], slope, evaluations);
    if (jumps.count == 0 && remains(longer, shorter)) {
      if (!short_treads) short_treads = slope_of_short_treads(slice, level, place, spacing, evaluations);
      if (!std::isnan(*short_treads)) jumps = find_jumps(slice, rows[t], *short_treads, evaluations);
    }
    // Under a bend of the function noise is too low for halving; shorter spacings bend less.
    if (is_noise && jumps.count == 0) under_bend = level < longer.bend / 64 ? level : 0;
    if (jumps.count < 2) continue;
    // What exceeds the jumps by far is a feature that the points fall in with, and no noise.
    const double seen = std::min(is_noise ? level : shorter.level, most_of_jump * jumps.height);
    return has_treads ? std::max(seen, deviation_of_stairs * jumps.height) : seen;
  }
  return under_bend;
}

// Two measurements of one level differ by a factor of two or three: that is no growth.
bool is_larger(double level, double other) { return level > 8 * other; }

double growth_to(double level, double distance, double level_at_point) {
  return is_larger(level, level_at_point) ? level / distance : 0;
}

// How far the cost moves over its length.
double variation_over(const AlongOneParameter& slice, double length) {
  const double up = std::abs(slice.difference(exact_step(slice.x, length)).value);
  const double down = std::abs(slice.difference(exact_step(slice.x, -length)).value);
  return std::isfinite(up) && std::isfinite(down) ? std::max(up, down) : std::isfinite(up) ? up : down;
}

}  // namespace

double noise_beside(const AlongOneParameter& slice, double place) {
  constexpr double close = 1.0 / 32;
  const PointsInARow row = look_around(slice, place, close * std::abs(place));
  return row.is_finite() ? make_table(row).level : std::numeric_limits<double>::infinity();
}

Noise measure_noise(const AlongOneParameter& slice, double stretch) {
  constexpr double near = 1e-5, far = 0.02;  // steps that the methods take, as shares of the length
  constexpr double believable = 0.25;        // of the variation
  const Scale scale = find_scale(slice);
  // Spacings well above a unit of x, and no longer than where nothing is known of the function.
  const double usual = std::max(1.0, std::abs(slice.x) / 1000);
  const double length = stretch * std::min(scale.length, usual * std::max(1.0, slice.scale / usual_scale(slice.x)));
  Noise noise;
  noise.evaluations = scale.evaluations;
  noise.farthest = far * length;
  const double claimed = slice.difference(near * length).rounding;  // a unit in the last place of the cost, mostly
  noise.level = level_at(slice, 0, length, claimed, noise.evaluations);
  const double near_level = level_at(slice, near * length, length, claimed, noise.evaluations);
  const double far_level = level_at(slice, noise.farthest, length, claimed, noise.evaluations);

  noise.growth = growth_to(far_level, noise.farthest, std::max(noise.level, claimed));
  // Noise close by that this growth does not explain is there at the point as well: the eight points there just fell in
  // with the steps of the function. A short distance is no base for a slope.
  if (is_larger(near_level, std::max(noise.at(near * length), claimed))) {
    noise.level = near_level;
    noise.growth = growth_to(far_level, noise.farthest, noise.level);
  }
  const double variation = variation_over(slice, length);
  noise.evaluations += 2;
  if (noise.level > claimed && noise.level > believable * variation) noise.level = 0;
  return noise;
}

}  // namespace gradlab::numeric
