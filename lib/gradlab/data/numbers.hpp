// Numbers as binary files hold them: whole or floating, of any size, in either byte order.
// See idx.cpp and npy.cpp for what stands before them.
#pragma once

#include <cstddef>
#include <string_view>

namespace gradlab::data {

struct NumberType {
  char kind = 'f';           ///< NumPy's letter: 'f' floating, 'i' whole, 'u' whole without a sign, 'b' 0 or 1
  std::size_t size = 8;      ///< bytes: 1, 2, 4 or 8; a floating number has at least 2
  bool big_endian = false;
};

/// The number at the beginning of the bytes, which are at least type.size.
double decode_number(std::string_view bytes, const NumberType& type);

/// The whole number, without sign, that these bytes (8 at most) are.
unsigned long long decode_unsigned(std::string_view bytes, bool big_endian);

}  // namespace gradlab::data
