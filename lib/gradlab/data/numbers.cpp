#include "gradlab/data/numbers.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace gradlab::data {

namespace {

// Sign, 5 bits of exponent, 10 of fraction; exponent 0: no leading 1, exponent 31: infinite or NaN.
double decode_half(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 31;
  const int fraction = bits & 1023;
  double value = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  if (exponent == 31) {
    value = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  }
  return bits >> 15 ? -value : value;
}

double decode_floating(unsigned long long bits, std::size_t size) {
  if (size == 2) return decode_half(static_cast<std::uint16_t>(bits));
  if (size == 4) return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  return std::bit_cast<double>(static_cast<std::uint64_t>(bits));
}

double decode_whole(unsigned long long bits, std::size_t size) {
  const auto shift = 64 - 8 * static_cast<int>(size);  // to the top, so that the sign bit is the 64-bit one's, and back
  return static_cast<double>(static_cast<std::int64_t>(static_cast<std::uint64_t>(bits) << shift) >> shift);
}

}  // namespace

unsigned long long decode_unsigned(std::string_view bytes, bool big_endian) {
  unsigned long long value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t next = big_endian ? i : bytes.size() - 1 - i;
    value = value << 8 | static_cast<unsigned char>(bytes[next]);
  }
  return value;
}

double decode_number(std::string_view bytes, const NumberType& type) {
  const unsigned long long bits = decode_unsigned(bytes.substr(0, type.size), type.big_endian);
  if (type.kind == 'f') return decode_floating(bits, type.size);
  return type.kind == 'i' ? decode_whole(bits, type.size) : static_cast<double>(bits);
}

}  // namespace gradlab::data
