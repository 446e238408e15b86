#include "parts_of_data.hpp"

#include "gradlab/data/checksum.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <utility>
#include <vector>

namespace parts_of_data {

using namespace gradlab;

namespace {

constexpr std::size_t counts[] = {2, 3, 7};

// The kernel adds what a child has read once it has ended.
double bytes_read() {
  std::ifstream file("/proc/self/io");
  std::string word;
  double count = 0;
  file >> word >> count;  // "rchar: COUNT"
  return count;
}

arma::mat stack(const std::vector<data::Dataset>& parts) {
  arma::mat all;
  for (const data::Dataset& part : parts) all = arma::join_cols(all, part.X);
  return all;
}

}  // namespace

Read read(const Source& source, Part part) {
  const double before = bytes_read();
  data::Dataset dataset = data::read_dataset(source.X, source.y, source.reader, "", part);
  return {dataset, bytes_read() - before};
}

bool is_same(const arma::mat& a, const arma::mat& b) { return arma::approx_equal(a, b, "absdiff", 0); }

void make_up_whole(const Source& source) {
  const data::Dataset whole = read(source).dataset;
  for (const std::size_t count : counts) {
    CAPTURE(count);
    std::vector<data::Dataset> parts;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      parts.push_back(read(source, {i, count}).dataset);
      CHECK(parts.back().first == whole.X.n_rows * i / count);
      CHECK(is_same(parts.back().y, whole.y));
      CHECK(parts.back().description == whole.description);
      sum += data::checksum(parts.back());
    }
    CHECK(sum == data::checksum(whole));
    CHECK(is_same(stack(parts), whole.X));
    std::swap(parts[0], parts[1]);
    CHECK_FALSE(is_same(stack(parts), whole.X));
  }
}

void take_their_share(const Source& source, double more) {
  const double whole = read(source).bytes;
  for (const std::size_t count : counts) {
    CAPTURE(count);
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(read(source, {i, count}).bytes < whole / static_cast<double>(count) + more);
    }
  }
}

}  // namespace parts_of_data
