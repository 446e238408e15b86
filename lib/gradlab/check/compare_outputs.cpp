#include "gradlab/check/compare_outputs.hpp"

#include "gradlab/require.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace gradlab::check {

namespace {

// Doubles in their order as integers, both zeros at 0.
std::int64_t position(double value) {
  const auto bits = std::bit_cast<std::int64_t>(value);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

double largest_finite(const arma::mat& one, const arma::mat& other) {
  double largest = 0;
  for (const arma::mat* matrix : {&one, &other}) {
    for (const double value : *matrix) {
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
  }
  return largest;
}

Verdict judge_entry(double one, double other, double allowed) {
  if (std::isfinite(one) && std::isfinite(other)) {
    return std::abs(one - other) <= allowed ? Verdict::agree : Verdict::disagree;
  }
  return Verdict::undecided;
}

}  // namespace

std::uint64_t count_ulps(double one, double other) {
  if (std::isnan(one) || std::isnan(other)) return std::numeric_limits<std::uint64_t>::max();
  const std::int64_t a = position(one);
  const std::int64_t b = position(other);
  return a > b ? static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b)
               : static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
}

OutputDifference compare_outputs(const arma::mat& one, const arma::mat& other) {
  require_shape("the second twin's output", other, one.n_rows, one.n_cols);
  const double allowed = output_tolerance * largest_finite(one, other);
  OutputDifference result;
  for (arma::uword i = 0; i < one.n_elem; ++i) {
    const double difference = one(i) == other(i) ? 0 : std::abs(one(i) - other(i));
    const double size = std::max(std::abs(one(i)), std::abs(other(i)));
    // Written so that a NaN stands, whatever follows.
    if (!(difference <= result.largest_absolute)) result.largest_absolute = difference;
    if (difference != 0 && !(difference / size <= result.largest_relative)) result.largest_relative = difference / size;
    result.largest_ulps = std::max(result.largest_ulps, count_ulps(one(i), other(i)));
    result.verdict = worst_of(result.verdict, judge_entry(one(i), other(i), allowed));
  }
  return result;
}

}  // namespace gradlab::check
