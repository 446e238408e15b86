#include "gradlab/random.hpp"

#include <cmath>

namespace gradlab {

namespace {

struct Product {
  std::uint64_t high, low;
};

// All 128 bits of a product, by halves: not every compiler has a type for them.
Product multiply(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t half = 0xffffffff;
  const std::uint64_t low = (a & half) * (b & half), middle = (a >> 32) * (b & half) + (low >> 32);
  const std::uint64_t other = (a & half) * (b >> 32) + (middle & half);
  return {(a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32), a * b};
}

}  // namespace

double Random::uniform() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }

double Random::normal() {
  if (std::exchange(has_waiting_, false)) return waiting_;
  double x = 0, y = 0, square = 0;
  do {
    x = 2 * uniform() - 1;
    y = 2 * uniform() - 1;
    square = x * x + y * y;
  } while (square > 1 || square == 0);
  const double scale = std::sqrt(-2 * std::log(square) / square);
  waiting_ = x * scale;
  has_waiting_ = true;
  return y * scale;
}

std::uint64_t Random::below(std::uint64_t count) {
  Product product = multiply(bits_(), count);
  const std::uint64_t uneven = -count % count;  // 2^64 is no multiple of count: so many draws would be one too many
  while (product.low < uneven) product = multiply(bits_(), count);
  return product.high;
}

std::pair<std::uint64_t, std::uint64_t> Random::two_below(std::uint64_t first, std::uint64_t second) {
  const std::uint64_t both = below(first * second);
  return {both / second, both % second};
}

}  // namespace gradlab
