#include "gradlab/data/checksum.hpp"

#include <bit>

namespace gradlab::data {

namespace {

// SplitMix64's way to spread each bit over all.
std::uint64_t spread(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

}  // namespace

std::uint64_t checksum(const Dataset& part) {
  std::uint64_t sum = 0;
  const auto add = [&](const double* numbers, arma::uword column) {
    for (arma::uword i = 0; i < part.X.n_rows; ++i) {
      const std::uint64_t place = spread(column * part.y.n_elem + part.first + i + 1);
      sum += spread(std::bit_cast<std::uint64_t>(numbers[i]) + place);
    }
  };
  for (arma::uword j = 0; j < part.X.n_cols; ++j) add(part.X.colptr(j), j);
  add(part.y.memptr() + part.first, part.X.n_cols);
  return sum;
}

}  // namespace gradlab::data
