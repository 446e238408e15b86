// Parts of a file's examples, as one of several processes reads them: the same numbers as in the whole, and fewer bytes.
#include "gradlab/data/checksum.hpp"
#include "gradlab/data/hold_out.hpp"
#include "gradlab/data/read.hpp"

#include "parts_of_data.hpp"
#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <numeric>

namespace test_data_parts {

using namespace gradlab;
using namespace parts_of_data;
using arma::mat, arma::uword;

TEST_SUITE_BEGIN("data: parts");

namespace {

constexpr uword examples = 5000, values = 200;

// Another number in each place.
double entry(uword row, uword column) { return static_cast<double>(row) + static_cast<double>(column) / 1000; }

std::string npy(bool by_columns) {
  std::string bytes = fmt::format("{{'descr': '<f8', 'fortran_order': {}, 'shape': ({}, {}), }}\n",
                                  by_columns ? "True" : "False", examples, values);
  bytes = std::string("\x93NUMPY\1\0", 8) + static_cast<char>(bytes.size()) + '\0' + bytes;
  for (uword i = 0; i < examples * values; ++i) {
    const double number = by_columns ? entry(i % examples, i / examples) : entry(i / values, i % values);
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  return bytes;
}

std::string idx() {
  std::string bytes("\0\0\x08\3", 4);
  for (const uword size : {examples, values / 2, uword{2}}) {
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(size >> shift & 255);
  }
  for (uword i = 0; i < examples * values; ++i) bytes += static_cast<char>(i * 2654435761u >> 7);
  return bytes;
}

std::string labels() {
  std::string text;
  for (uword i = 0; i < examples; ++i) text += fmt::format("{}\n", 1 + i % 10);
  return text;
}

}  // namespace

TEST_CASE("a checksum tells data apart by each bit and place of X and y, and by their sizes") {
  const data::Dataset all = {{{1, 2, 3}, {4, 5, 6}}, {1, 2}, "", "", "", ""};
  const std::uint64_t right = data::checksum(all);
  const auto changes = [&](const auto& change) {
    data::Dataset other = all;
    change(other);
    return data::checksum(other) != right;
  };
  CHECK_FALSE(changes([](data::Dataset& other) { other.name = "other"; }));
  CHECK(changes([](data::Dataset& other) { other.X(1, 2) = std::nextafter(6, 7); }));
  CHECK(changes([](data::Dataset& other) { other.y(0) = std::nextafter(1, 0); }));
  CHECK(changes([](data::Dataset& other) { other.X.swap_cols(0, 1); }));
  CHECK(changes([](data::Dataset& other) { other.X.swap_rows(0, 1); }));
  CHECK(changes([](data::Dataset& other) { other.y.swap_rows(0, 1); }));
  CHECK(changes([](data::Dataset& other) { other.X.reshape(3, 2), other.y.resize(3); }));
}

TEST_CASE("parts of a file make up the whole, have all labels, and are read without the rest") {
  const TemporaryFolder folder;
  const std::string y = folder.write("y.csv", labels());
  for (const std::string& bytes : {npy(false), npy(true), idx()}) {
    const Source source{folder.write("X", bytes), y};
    CHECK(read(source).bytes >= static_cast<double>(bytes.size()));
    make_up_whole(source);
    take_their_share(source, 3e5);  // the labels, and the beginning
  }
}

TEST_CASE("where the file must be read as a whole, a part is kept") {
  const TemporaryFolder folder;
  const std::string y = folder.write("y.csv", labels());
  std::string csv = "a,b\n";
  for (uword i = 0; i < examples; ++i) csv += fmt::format("{},{}\n", i, 0.5 * static_cast<double>(i));
  for (const std::string& X : {folder.write_gzipped("X.gz", idx()), folder.write("X.csv", csv)}) {
    const Read whole = read({X, y}), part = read({X, y}, {1, 3});
    CHECK(part.bytes > whole.bytes / 2);
    CHECK(part.dataset.first == examples / 3);
    CHECK(is_same(part.dataset.X, whole.dataset.X.rows(examples / 3, examples * 2 / 3 - 1)));
    CHECK_FALSE(is_same(part.dataset.X, whole.dataset.X.rows(0, part.dataset.X.n_rows - 1)));
  }
  const std::string table = folder.write("table.csv", "1,2,1\n3,4,2\n5,6,1\n7,8,2\n");
  const data::Dataset second = data::read_dataset(table, "", "", "", {1, 2});
  CHECK(is_same(second.X, mat{{5, 6}, {7, 8}}));
  CHECK(is_same(second.y, mat{1, 2, 1, 2}.t()));
  CHECK(second.first == 2);
  refuses(table, "4 examples are too few for 5 processes", [&] { data::read_dataset(table, "", "", "", {0, 5}); });
}

TEST_CASE("what is wrong with a part is said as of the whole") {
  const TemporaryFolder folder;
  const std::string y = folder.write("y.csv", labels());
  const std::string good = npy(false);
  const auto refuses_part = [&](const std::string& bytes, Part part, const std::string& message) {
    const std::string X = folder.write("X.npy", bytes);
    refuses(X, message, [&] { data::read_dataset(X, y, "", "", part); });
  };
  refuses_part(good.substr(0, good.size() - 8), {0, 2}, "does not go with the");
  std::string not_finite = good;
  const double nan = arma::datum::nan;
  std::memcpy(not_finite.data() + good.size() - 8, &nan, sizeof nan);
  refuses_part(not_finite, {1, 2}, "X(4999,199) should be a finite number");
  CHECK_NOTHROW(read({folder.write("X.npy", not_finite), y}, {0, 2}));
  refuses_part(good, {0, 6000}, "5000 examples are too few for 6000 processes");
  const std::string bad = folder.write("bad.csv", "1,2\n3,x\n5,6\n7\n"), four = folder.write("four.csv", "1\n2\n1\n2\n");
  refuses(bad, "line 2, column 2", [&] { data::read_dataset(bad, four, "", "", {0, 2}); });
  refuses(bad, "line 4: expected 2 values", [&] { data::read_dataset(bad, four, "", "", {1, 2}); });
  CHECK(data::read_dataset(bad, four, "", "", {2, 4}).X(0, 1) == 6);
  refuses(folder.path("none"), "no such file", [&] { data::read_dataset(folder.path("none"), y, "", "", {0, 2}); });
  const std::string fewer = folder.write("fewer.csv", "1\n2\n");
  const std::string X = folder.write("X.npy", good);
  refuses(X, "each of the 5000 examples", [&] { data::read_dataset(X, fewer, "", "", {0, 2}); });
}

TEST_CASE("the examples held out are the same ones, whoever has them") {
  std::vector<uword> numbers(10);
  std::iota(numbers.begin(), numbers.end(), 0);
  data::Dataset all{arma::regspace(0, 9), arma::regspace(0, 9), "ten", "", "", ""};
  const auto [training, held_out] = data::hold_out(all, 0.3, 1);
  const auto [training_numbers, held_out_numbers] = data::hold_out(numbers, 0.3, 1);
  std::vector<double> found;
  for (std::size_t i = 0; i < 3; ++i) {
    data::Dataset part = all;
    data::keep_part(part, {i, 3});
    for (const double x : data::take(part, held_out_numbers).X) found.push_back(x);
  }
  CHECK(is_same(arma::sort(arma::vec(found)), arma::sort(held_out.X)));
  CHECK_FALSE(is_same(arma::sort(arma::vec(found)), arma::sort(training.X.head_rows(3))));
  CHECK(is_same(data::take(all, training_numbers).X, training.X));
  CHECK_THROWS_AS(data::keep_part(all, {0, 11}), std::invalid_argument);
}

TEST_SUITE_END();

}  // namespace test_data_parts
