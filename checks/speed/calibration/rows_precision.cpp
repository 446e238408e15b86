// Costs of few bits, and of sizes near the ends of what a double holds.
#include "rows.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::calibration {

namespace {

// x with this many significant bits: 24 float, 11 half, 8 bfloat16.
double with_bits(double x, int bits) {
  if (x == 0 || !std::isfinite(x)) return x;
  int exponent = 0;
  const double mantissa = std::frexp(x, &exponent);
  return std::ldexp(std::nearbyint(std::ldexp(mantissa, bits)), exponent - bits);
}

Row few_bits_row(std::string name, int bits, bool inside) {
  return {"few bits", std::move(name), [=](Generator& generator) {
            const arma::vec w = uniform_vector(generator, 5, -1, 1);
            const auto smooth = [w](auto x) {
              ScalarOf<decltype(x)> sum = 0.3;
              for (std::size_t i = 0; i < 5; ++i) sum += square(tanh(x[i]) - w(i)) + 0.1 * x[i] * x[(i + 1) % 5];
              return sum;
            };
            const CostOf<double> rounded = [=](std::span<const double> x) {
              if (!inside) return with_bits(smooth(x), bits);
              double sum = 0.3;
              for (std::size_t i = 0; i < 5; ++i) {
                const double t = with_bits(std::tanh(with_bits(x[i], bits)), bits);
                sum = with_bits(sum + with_bits((t - w(i)) * (t - w(i)), bits), bits);
                sum = with_bits(sum + with_bits(0.1 * x[i] * x[(i + 1) % 5], bits), bits);
              }
              return sum;
            };
            return Instance{{rounded, nullptr, smooth, smooth}, uniform_vector(generator, 5, -1.5, 1.5)};
          }};
}

Row scaled_row(double factor) {
  return {"sizes", fmt::format("times {:.0e}", factor), [factor](Generator& generator) {
            const auto cost = [factor](auto x) {
              return factor * (sin(x[0]) * exp(0.3 * x[1]) + 2.0 + square(x[1] - x[0]));
            };
            return Instance{real_only(cost), uniform_vector(generator, 2, -2, 2)};
          }};
}

}  // namespace

std::vector<Row> precision_rows() {
  std::vector<Row> rows = {
      few_bits_row("half inside", 11, true),       few_bits_row("half at the end", 11, false),
      few_bits_row("bfloat16 inside", 8, true),    few_bits_row("bfloat16 at the end", 8, false),
      few_bits_row("float inside", 24, true),      few_bits_row("float at the end", 24, false),
      few_bits_row("16 bits inside", 16, true),    few_bits_row("32 bits inside", 32, true)};
  for (const double factor : {1e-300, 1e-250, 1e-180, 1e-100, 1e-30, 1e30, 1e100, 1e200, 1e250, 1e300}) {
    rows.push_back(scaled_row(factor));
  }
  return rows;
}

}  // namespace gradlab::calibration
