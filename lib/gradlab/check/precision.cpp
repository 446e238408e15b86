#include "gradlab/check/precision.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gradlab::check {

namespace {

// Of so many roundings an error is made in float32, whose sums are long; the others are rarely summed up in themselves.
constexpr double many = 64, some = 16;

constexpr Format formats[] = {
    {"bfloat16", "bfloat16", 8, some * 0x1p-8, some * 0x1p-8},
    {"half_precision", "half precision (float16)", 11, some * 0x1p-11, some * 0x1p-11},
    {"single_precision", "single precision (float32)", 24, many * 0x1p-24, some * 0x1p-24},
};

constexpr int lowest_exponent_of_half = -24;
constexpr double largest_half = 65504;

bool holds(const Format& format, double value) { return round_to(format, value) == value; }

// An integer, a half or a quarter may come from anywhere; of the numbers of a format few are as short as that.
bool needs_bits(const Format& format, double value) {
  const Format shorter = {"", "", format.bits == 24 ? 14 : format.bits - 3};
  return value != std::floor(value) && !holds(shorter, value);
}

}  // namespace

const Format* begin_of_formats() { return std::begin(formats); }
const Format* end_of_formats() { return std::end(formats); }

double round_to(const Format& format, double value) {
  if (!std::isfinite(value) || value == 0) return value;
  if (format.bits == 24) return static_cast<double>(static_cast<float>(value));
  int exponent = 0;
  std::frexp(value, &exponent);
  int last = exponent - format.bits;
  if (format.bits == 11) {
    last = std::max(last, lowest_exponent_of_half);
    if (std::abs(value) > largest_half) return std::copysign(arma::datum::inf, value);
  }
  return std::ldexp(std::nearbyint(std::ldexp(value, -last)), last);
}

const Format* find_format(const arma::vec& numbers) {
  for (const Format& format : formats) {
    arma::uword with_digits = 0, not_zero = 0;
    bool all = true;
    for (const double value : numbers) {
      if (!std::isfinite(value) || value == 0) continue;
      ++not_zero;
      all = holds(format, value);
      if (!all) break;
      if (needs_bits(format, value)) ++with_digits;
    }
    if (all) return not_zero > 0 && 2 * with_digits >= not_zero ? &format : nullptr;
  }
  return nullptr;
}

}  // namespace gradlab::check
