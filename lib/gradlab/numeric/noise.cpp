#include "gradlab/numeric/noise.hpp"

#include <armadillo>

#include <algorithm>
#include <array>
#include <cmath>

namespace gradlab::numeric {

namespace {

constexpr std::size_t probe_points = 8;
using Values = std::array<double, probe_points>;

// The values at eight points around a place, less a straight line, which no later difference sees.
Values values_around(const AlongOneParameter& slice, double place, double spacing) {
  Values values{};
  std::array<double, probe_points> offsets{};
  for (std::size_t i = 0; i < probe_points; ++i) {
    const double offset = place + (static_cast<double>(i) - static_cast<double>(probe_points / 2)) * spacing;
    offsets[i] = exact_step(slice.x, offset);
    values[i] = offsets[i] == 0 ? 0 : slice.difference(offsets[i]).value;
  }
  // Beside a large x the points cannot lie evenly; to first order the values are moved to where they should.
  const double slope = (values.back() - values.front()) / (offsets.back() - offsets.front());
  for (std::size_t i = 0; i < probe_points; ++i) values[i] -= slope * (offsets[i] - offsets[0]);
  return values;
}

// Figures of a table of repeated differences; column k holds the k-th differences.
struct Table {
  double level;  // the median of the levels of columns 3 to 6, where a smooth function has died away
  double bend;   // the root mean square of column 2: 0 where the values lie on a straight line
  bool in_steps; // column 2 has large entries of both signs: a step bends up, then down, and a kink bends one way
};

// The level of column k is sqrt(gamma_k * mean of the squares), gamma_k = (k!)^2 / (2k)!. For noise alone the level is
// the noise's standard deviation.
Table make_table(Values values) {
  std::array<double, 4> levels{};
  Table table{};
  double gamma = 1;
  for (std::size_t k = 1; k <= 6; ++k) {
    const std::size_t count = probe_points - k;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = values[i + 1] - values[i];
      sum += values[i] * values[i];
    }
    gamma *= 0.5 * static_cast<double>(k) / static_cast<double>(2 * k - 1);
    if (k == 2) {
      table.bend = std::sqrt(sum / static_cast<double>(count));
      const auto [least, most] = std::minmax_element(values.begin(), values.begin() + std::ptrdiff_t(count));
      table.in_steps = *least < -table.bend / 10 && *most > table.bend / 10;
    }
    if (k >= 3) levels[k - 3] = std::sqrt(gamma * sum / static_cast<double>(count));
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

// The level of noise at a place beside the point, from spacings a hundredfold apart.
double level_at(const AlongOneParameter& slice, double place, double scale, std::size_t& evaluations) {
  std::array<Table, 4> tables{};
  double spacing = 1e-4 * scale;
  for (Table& table : tables) {
    const Values values = values_around(slice, place, spacing);
    evaluations += probe_points;
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) return 0;
    table = make_table(values);
    spacing /= 100;
  }
  for (std::size_t t = 0; t + 1 < tables.size(); ++t) {
    const Table& longer = tables[t];
    const Table& shorter = tables[t + 1];
    if (longer.in_steps && is_straight_beside(shorter, longer)) return longer.level;
    if (remains(longer, shorter) && stays(tables, t + 1)) return std::max(longer.level, shorter.level);
  }
  return 0;
}

// Two measurements of one level differ by a factor of two or three: that is no growth.
bool is_larger(double level, double other) { return level > 8 * other; }

double growth_to(double level, double distance, double level_at_point) {
  return is_larger(level, level_at_point) ? level / distance : 0;
}

}  // namespace

Noise measure_noise(const AlongOneParameter& slice, double stretch) {
  constexpr double near = 1e-5, far = 0.02;  // steps that the methods take
  Noise noise;
  const double scale = stretch * std::max(1.0, std::abs(slice.x) / 1000);  // spacings well above a unit of x
  noise.farthest = far * scale;
  noise.level = level_at(slice, 0, scale, noise.evaluations);
  const double near_level = level_at(slice, near * scale, scale, noise.evaluations);
  const double far_level = level_at(slice, noise.farthest, scale, noise.evaluations);
  const double claimed = slice.difference(near * scale).rounding;  // a unit in the last place of the cost, mostly

  noise.growth = growth_to(far_level, noise.farthest, std::max(noise.level, claimed));
  // Noise close by that this growth does not explain is there at the point as well: the eight points there just fell in
  // with the steps of the function. A short distance is no base for a slope.
  if (is_larger(near_level, std::max(noise.at(near * scale), claimed))) {
    noise.level = near_level;
    noise.growth = growth_to(far_level, noise.farthest, noise.level);
  }
  return noise;
}

}  // namespace gradlab::numeric
