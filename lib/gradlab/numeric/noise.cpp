#include "gradlab/numeric/noise.hpp"

#include <armadillo>

#include <algorithm>
#include <array>
#include <cmath>

namespace gradlab::numeric {

namespace {

constexpr std::size_t points = 8;
using Values = std::array<double, points>;

Values values_around(const Slice& slice, double place, double spacing) {
  Values values{};
  for (std::size_t i = 0; i < points; ++i) {
    const double offset = place + (static_cast<double>(i) - static_cast<double>(points / 2)) * spacing;
    values[i] = offset == 0 ? 0 : slice.difference(offset).value;
  }
  return values;
}

// The middle one of the levels of columns 3 to 6, by when a smooth function has died away: level k is the root of
// gamma_k * mean of the squares, gamma_k = (k!)^2 / (2k)!, which for noise alone is its standard deviation.
double middle_level(Values values) {
  std::array<double, 4> levels{};
  double gamma = 1;
  for (std::size_t k = 1; k <= 6; ++k) {
    const std::size_t count = points - k;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = values[i + 1] - values[i];
      sum += values[i] * values[i];
    }
    gamma *= 0.5 * static_cast<double>(k) / static_cast<double>(2 * k - 1);
    if (k >= 3) levels[k - 3] = std::sqrt(gamma * sum / static_cast<double>(count));
  }
  std::sort(levels.begin(), levels.end());
  return (levels[1] + levels[2]) / 2;
}

// The level of noise at a place beside the point: what two spacings, a hundredfold apart, agree on within a factor of
// eight. A function that does not move at all at the shorter one has steps, as in single precision: they are its noise.
double level_at(const Slice& slice, double place, double scale, std::size_t& evaluations) {
  double wider = arma::datum::nan;
  for (const double spacing : {1e-6, 1e-8, 1e-10}) {
    const Values values = values_around(slice, place, spacing * scale);
    evaluations += points;
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) return 0;
    const bool stands_still = std::all_of(values.begin(), values.end(), [&](double v) { return v == values[0]; });
    if (stands_still) return std::isfinite(wider) ? wider : 0;
    const double level = middle_level(values);
    if (wider <= 8 * level && level <= 8 * wider) return std::max(level, wider);
    wider = level;
  }
  return 0;
}

}  // namespace

Noise measure_noise(const Slice& slice) {
  constexpr double near = 1e-5, far = 0.02;  // steps that the methods take
  Noise noise;
  const double scale = std::max(1.0, std::abs(slice.x));
  noise.level = level_at(slice, 0, scale, noise.evaluations);
  const double claimed = slice.difference(1e-12 * scale).rounding;  // a unit in the last place of the cost, mostly
  for (const double distance : {near * scale, far * scale}) {
    const double level = level_at(slice, distance, scale, noise.evaluations);
    // Two measurements of one level differ by a factor of two or three: that is no growth.
    if (level > 8 * std::max(noise.level, claimed)) noise.growth = std::max(noise.growth, level / distance);
  }
  return noise;
}

}  // namespace gradlab::numeric
