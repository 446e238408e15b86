#include "terminal/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace gradlab::terminal {

namespace {

using Ticks = std::vector<std::pair<double, std::string>>;

bool can_show(double value, bool logarithmic) { return std::isfinite(value) && (!logarithmic || value > 0); }

// Round powers, as 1e-10 and 1e+00, where there are two of them; else such as there are.
Ticks decades(double low, double high, int most) {
  const int first = static_cast<int>(std::ceil(std::log10(low) - 1e-9));
  const int last = static_cast<int>(std::floor(std::log10(high) + 1e-9));
  const int stride = std::max(1, (last - first) / std::max(1, most - 1) + ((last - first) % std::max(1, most - 1) > 0));
  const int round = first + ((stride - first % stride) % stride);
  Ticks ticks;
  for (int decade = round + stride <= last ? round : first; decade <= last; decade += stride) {
    ticks.push_back({std::pow(10.0, decade), fmt::format("1e{:+03d}", decade)});
  }
  return ticks;
}

// 1, 2 or 5 times a power of ten, at most `most` of them.
double round_stride(double length, int most) {
  const double least = length / std::max(1, most);
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double digit : {1.0, 2.0, 5.0}) {
    if (digit * power >= least * (1 - 1e-9)) return digit * power;
  }
  return 10 * power;
}

Ticks round_values(double low, double high, int most) {
  const double stride = round_stride(high - low, most);
  Ticks ticks;
  for (double k = std::ceil(low / stride - 1e-9); k * stride <= high + 1e-9 * stride; ++k) {
    const double value = k * stride + 0.0;  // no "-0"
    ticks.push_back({value, fmt::format("{:.4g}", value)});
  }
  return ticks;
}

Scale scale_over(const std::vector<double>& values, bool logarithmic) {
  double low = arma::datum::inf, high = -arma::datum::inf;
  for (const double value : values) {
    if (!can_show(value, logarithmic)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (low > high) return {logarithmic ? 0.1 : 0, 1, logarithmic};
  if (logarithmic) return low == high ? Scale(low / 10, high * 10, true) : Scale(low, high, true);
  const double room = low == high ? std::max(1.0, std::abs(low)) : 0;
  return {low - room, high + room, false};
}

}  // namespace

Scale::Scale(double low, double high, bool logarithmic) : low_(low), high_(high), logarithmic_(logarithmic) {
  if (low < high && can_show(low, logarithmic) && can_show(high, logarithmic)) return;
  throw std::invalid_argument(fmt::format("an axis should go from low to high{}, but goes from {} to {}",
                                          logarithmic ? ", both above 0" : "", low, high));
}

bool Scale::shows(double value) const { return can_show(value, logarithmic_) && value >= low_ && value <= high_; }

double Scale::place(double value) const {
  // Not the logarithm of quotients: high/low may be too large for a double.
  if (logarithmic_) return (std::log(value) - std::log(low_)) / (std::log(high_) - std::log(low_));
  return (value - low_) / (high_ - low_);
}

Ticks Scale::ticks(int most) const {
  if (logarithmic_) {
    const Ticks powers = decades(low_, high_, most);
    if (powers.size() >= 2) return powers;
  }
  Ticks values = round_values(low_, high_, most);
  std::erase_if(values, [&](const auto& tick) { return !can_show(tick.first, logarithmic_); });
  return values;
}

std::pair<Scale, Scale> scales_of(const Chart& chart) {
  std::vector<double> x, y;
  const auto add = [&](double at_x, double at_y) {
    if (!can_show(at_x, chart.x.logarithmic) || !can_show(at_y, chart.y.logarithmic)) return;
    x.push_back(at_x);
    y.push_back(at_y);
  };
  for (const Curve& curve : chart.curves) {
    for (arma::uword i = 0; i < curve.x.n_elem; ++i) add(curve.x(i), curve.y(i));
  }
  for (const Mark& mark : chart.marks) add(mark.x, mark.y);
  return {scale_over(x, chart.x.logarithmic), scale_over(y, chart.y.logarithmic)};
}

}  // namespace gradlab::terminal
