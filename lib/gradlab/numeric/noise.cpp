#include "gradlab/numeric/noise.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gradlab::numeric {

namespace {

constexpr std::size_t points = 8;
using Values = std::array<double, points>;

Values values_around(const Slice& slice, double spacing) {
  Values values{};
  for (std::size_t i = 0; i < points; ++i) {
    const double offset = static_cast<double>(i) - static_cast<double>(points / 2);
    values[i] = offset == 0 ? 0 : slice.difference(offset * spacing).value;
  }
  return values;
}

struct Column {
  double level;         // sqrt(gamma_k * mean of the squares), gamma_k = (k!)^2 / (2k)!
  bool changes_sign;
};

// Columns 1 to 6 of the difference table.
std::array<Column, points - 2> difference_table(Values values) {
  std::array<Column, points - 2> columns{};
  double gamma = 1;
  for (std::size_t k = 1; k < points - 1; ++k) {
    const std::size_t count = points - k;
    double sum = 0;
    bool positive = false;
    bool negative = false;
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = values[i + 1] - values[i];
      sum += values[i] * values[i];
      positive = positive || values[i] > 0;
      negative = negative || values[i] < 0;
    }
    gamma *= 0.5 * static_cast<double>(k) / static_cast<double>(2 * k - 1);
    columns[k - 1] = {std::sqrt(gamma * sum / static_cast<double>(count)), positive && negative};
  }
  return columns;
}

// The first of three neighboring columns that agree within a factor of four, and tremble.
double find_level(const std::array<Column, points - 2>& columns) {
  for (std::size_t k = 0; k + 2 < columns.size(); ++k) {
    const auto [least, most] =
        std::minmax({columns[k].level, columns[k + 1].level, columns[k + 2].level});
    if (columns[k].changes_sign && most <= 4 * least) return columns[k].level;
  }
  return arma::datum::nan;
}

}  // namespace

Noise measure_noise(const Slice& slice) {
  Noise noise;
  const double scale = std::max(1.0, std::abs(slice.x));
  for (const double spacing : {1e-6, 1e-8, 1e-10}) {
    const Values values = values_around(slice, spacing * scale);
    noise.evaluations += points - 1;
    if (std::all_of(values.begin(), values.end(), [](double v) { return v == 0; })) continue;
    noise.level = find_level(difference_table(values));
    if (std::isfinite(noise.level)) break;
  }
  return noise;
}

}  // namespace gradlab::numeric
