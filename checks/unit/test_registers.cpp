// Registers of doubles at any address, in each width that this processor has. Clang compiles this file besides, by
// itself: the two compilers differ in what they take for granted of an address.
#include "gradlab/models/network/registers.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace test_registers {

using namespace gradlab;

namespace {

// sums[i] = first[i] + second[i], the addresses as they come.
template <int width>
GRADLAB_INLINED void add(const double* first, const double* second, double* sums, int count) {
  for (int i = 0; i < count; i += width) {
    at<width>(sums + i).lanes = at<width>(first + i).lanes + at<width>(second + i).lanes;
  }
}

GRADLAB_WIDTH_8 void add_8(const double* a, const double* b, double* sums, int count) { add<8>(a, b, sums, count); }
GRADLAB_WIDTH_4 void add_4(const double* a, const double* b, double* sums, int count) { add<4>(a, b, sums, count); }
void add_2(const double* a, const double* b, double* sums, int count) { add<2>(a, b, sums, count); }

}  // namespace

TEST_CASE("a register is read and written at any address") {
  constexpr int count = 64, most_shift = 8;
  std::vector<double> first(count + most_shift), sums(count + most_shift);
  for (int i = 0; i < count + most_shift; ++i) first[i] = i;
  for (int shift = 0; shift < most_shift; ++shift) {
    for (const int width : {2, 4, 8}) {
      if (width > widest_register()) continue;
      const auto add_them = width == 8 ? add_8 : width == 4 ? add_4 : add_2;
      CAPTURE(width);
      CAPTURE(shift);
      add_them(first.data() + shift, first.data(), sums.data() + shift, count);
      bool is_right = true;
      for (int i = 0; i < count; ++i) is_right = is_right && sums[shift + i] == 2 * i + shift;
      CHECK(is_right);
    }
  }
}

}  // namespace test_registers
