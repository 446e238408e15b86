// Entries of very different sizes in one block, offsets that drown the rest, and kinks close beside the point.
#include "rows.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstdint>

namespace gradlab::calibration {

namespace {

double noise_at(std::span<const double> x) {
  std::uint64_t hash = 0x9e3779b97f4a7c15;
  for (const double entry : x) {
    hash = (hash ^ std::bit_cast<std::uint64_t>(entry)) * 0xbf58476d1ce4e5b9;
    hash ^= hash >> 29;
  }
  return static_cast<double>(static_cast<std::int64_t>(hash)) * 0x1p-63;
}

// Entries from 1 down to `least`, with a solver's noise.
Row mixed_row(double least, double noise) {
  return {"hidden", fmt::format("entries 1..{:.0e}, noise {:.0e}", least, noise), [=](Generator& generator) {
            const arma::vec shift = uniform_vector(generator, 5, -1, 1);
            const auto smooth = [=](auto x) {
              ScalarOf<decltype(x)> sum = 0.0;
              double size = 1;
              for (std::size_t i = 0; i < 5; ++i, size *= std::pow(least, 0.25)) sum += size * sin(x[i] + shift(i));
              return sum;
            };
            const CostOf<double> noisy = [=](std::span<const double> x) { return smooth(x) + noise * noise_at(x); };
            return Instance{{noisy, nullptr, smooth, smooth}, uniform_vector(generator, 5, -1, 1)};
          }};
}

Row offset_row(double offset) {
  return {"hidden", fmt::format("{:.0e} + sines", offset), [offset](Generator& generator) {
            const auto cost = [offset](auto x) {
              ScalarOf<decltype(x)> sum = offset;
              for (const auto& entry : x) sum += sin(entry);
              return sum;
            };
            return Instance{real_only(cost), uniform_vector(generator, 4, -2, 2)};
          }};
}

// |u - a| + |u + a| - 2 |u - b|: kinks at a distance from the point where the slope is steady.
Row near_kinks_row(double a, double b) {
  return {"near kinks", fmt::format("kinks at {:.0e} and {:.0e}", a, b), [=](Generator& generator) {
            const double x0 = uniform(generator, -1, 1);
            const Cost cost = with_kinks([=](auto x) {
              const auto u = x[0] - x0;
              return abs(u - a) + abs(u + a) - 2.0 * abs(u - b) + x[1] * x[0];
            });
            return Instance{cost, {x0, uniform(generator, -1, 1)}};
          }};
}

Row near_power_row() {
  return {"near kinks", "|x|^1.01 beside 0", [](Generator& generator) {
            const Cost cost = with_kinks([](auto x) { return exp(1.01 * log(abs(x[0]))) + square(x[1]); });
            return Instance{cost, {random_sign(generator) * log_uniform(generator, 1e-6, 0.1), 0.4}};
          }};
}

}  // namespace

std::vector<Row> hidden_rows() {
  std::vector<Row> rows;
  for (const double least : {1e-3, 1e-6, 1e-9}) {
    for (const double noise : {1e-15, 1e-12, 1e-9}) rows.push_back(mixed_row(least, noise));
  }
  for (const double offset : {1e6, 1e8, 1e10, 1e12, 1e14}) rows.push_back(offset_row(offset));
  rows.push_back(near_kinks_row(1e-5, 4e-5));
  rows.push_back(near_kinks_row(1e-6, 3e-4));
  rows.push_back(near_kinks_row(2e-4, 1e-5));
  rows.push_back(near_kinks_row(3e-8, 2e-3));
  rows.push_back(near_power_row());
  return rows;
}

}  // namespace gradlab::calibration
