// Reading .npy: files that NumPy wrote (seeds of the fuzzers), headers and numbers made by hand, and damaged ones.
#include "gradlab/data/read.hpp"

#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace test_data_npy {

using namespace gradlab;

TEST_SUITE_BEGIN("data: .npy");

namespace {

std::string with_header(const std::string& header, const std::string& numbers, int version = 1) {
  std::string bytes = "\x93NUMPY" + std::string{static_cast<char>(version), '\0'};
  for (std::size_t i = 0; i < (version == 1 ? 2 : 4); ++i) bytes += static_cast<char>(header.size() >> 8 * i & 255);
  return bytes + header + numbers;
}

std::string header_of(const std::string& type, const std::string& shape, const std::string& fortran_order = "False") {
  return fmt::format("{{'descr': '{}', 'fortran_order': {}, 'shape': {}, }}\n", type, fortran_order, shape);
}

template <class Number>
std::string bytes_of(std::vector<Number> numbers, bool reversed = false) {
  std::string bytes;
  for (const Number number : numbers) {
    char one[sizeof number];
    std::memcpy(one, &number, sizeof number);
    if (reversed) std::reverse(one, one + sizeof number);
    bytes.append(one, sizeof number);
  }
  return bytes;
}

arma::vec read(const std::string& bytes) {
  const TemporaryFolder folder;
  return data::read_weights(folder.write("a.npy", bytes)).unrolled;
}

// The same numbers in both byte orders.
template <class Number>
void reads(const std::string& type, const std::vector<Number>& numbers) {
  CAPTURE(type);
  const std::string shape = fmt::format("({},)", numbers.size());
  const auto expected = arma::conv_to<arma::vec>::from(std::vector<double>(numbers.begin(), numbers.end()));
  CHECK(arma::all(read(with_header(header_of("<" + type, shape), bytes_of(numbers))) == expected));
  CHECK(arma::all(read(with_header(header_of(">" + type, shape), bytes_of(numbers, true))) == expected));
}

void refuses_bytes(const std::string& bytes, const std::string& part) {
  const TemporaryFolder folder;
  const std::string path = folder.write("bad.npy", bytes);
  refuses(path, part, [&] { data::read_dataset(path); });
  refuses(path, part, [&] { data::read_weights(path); });
}

const std::string two_numbers = bytes_of<double>({1, 2});

}  // namespace

TEST_CASE("files that NumPy wrote") {
  const arma::mat X = arma::reshape(arma::regspace(0, 11), 3, 4).st() / 7;
  const auto check = [&](const std::string& name, double factor, double tolerance) {
    CAPTURE(name);
    const data::Dataset dataset = data::read_dataset(GRADLAB_CHECKS_DIR "/fuzz/corpus/datasets/" + name);
    CHECK(arma::approx_equal(dataset.X, factor * X, "absdiff", tolerance));
    CHECK(arma::all(dataset.y == factor * arma::vec{1, 2, 3, 1}));
  };
  check("npy-rows", 1, 0);
  check("npy-columns", 1, 0);        // in Fortran order
  check("npy-whole", 7, 1e-15);      // multiplied by 7 to whole numbers; 1e-15: 7*(k/7) rounds
  check("npy-big-endian", 1, 1e-7);  // float32 has 24 bits
  check("npy-half", 1, 1e-3);        // float16 has 11 bits
}

TEST_CASE("every type of real number, in both byte orders, at its extremes") {
  reads<std::int8_t>("i1", {-128, 127, 0});
  reads<std::uint8_t>("u1", {0, 128, 255});
  reads<std::int16_t>("i2", {-32768, 32767, 258});
  reads<std::uint16_t>("u2", {0, 65535, 258});
  reads<std::int32_t>("i4", {-2147483647 - 1, 2147483647, 16909060});
  reads<std::uint32_t>("u4", {0, 4294967295U, 16909060});
  reads<std::int64_t>("i8", {-(1LL << 62), 1LL << 53, 72623859790382856});
  reads<std::uint64_t>("u8", {0, 1ULL << 63, 72623859790382856});
  reads<float>("f4", {-1.5F, 1e-45F, 3.4028235e38F});
  reads<double>("f8", {-1.5, 5e-324, 1.7976931348623157e308});
  CHECK(arma::all(read(with_header(header_of("|b1", "(2,)"), std::string("\0\1", 2))) == arma::vec{0, 1}));
}

TEST_CASE("half precision: one, the largest, the smallest, minus zero") {
  const std::vector<std::uint16_t> bits = {0x3c00, 0x7bff, 0x0001, 0x0400, 0xc000};
  const arma::vec expected = {1, 65504, std::ldexp(1.0, -24), std::ldexp(1.0, -14), -2};
  CHECK(arma::all(read(with_header(header_of("<f2", "(5,)"), bytes_of(bits))) == expected));
  refuses_bytes(with_header(header_of("<f2", "(1, 2)"), bytes_of<std::uint16_t>({0x7c00, 0x3c00})), "finite");
  refuses_bytes(with_header(header_of("<f2", "(1, 2)"), bytes_of<std::uint16_t>({0x7e00, 0x3c00})), "finite");
}

TEST_CASE("versions 1, 2 and 3, and shapes of one row or column") {
  for (const int version : {1, 2, 3}) {
    for (const std::string shape : {"(2,)", "(1, 2)", "(2, 1)"}) {
      CHECK(arma::all(read(with_header(header_of("<f8", shape), two_numbers, version)) == arma::vec{1, 2}));
    }
  }
  refuses_bytes(with_header(header_of("<f8", "(2,)"), two_numbers, 4), "its version is 4");
  refuses_bytes(with_header(header_of("<f8", "(2,)"), two_numbers, 0), "its version is 0");
}

TEST_CASE("pictures are flattened, and their targets come from another file") {
  const TemporaryFolder folder;
  const std::string X = folder.write("X", with_header(header_of("|u1", "(2, 2, 2)"), "abcdefgh"));
  const std::string y = folder.write("y", with_header(header_of("|u1", "(2,)"), "\1\2"));
  const data::Dataset dataset = data::read_dataset(X, y);
  CHECK(arma::all(arma::vectorise(dataset.X == arma::mat{{97, 98, 99, 100}, {101, 102, 103, 104}})));
  CHECK(arma::all(dataset.y == arma::vec{1, 2}));
  CHECK(dataset.description == "NumPy .npy; (2, 2, 2) flattened to rows; bytes as they are, not divided by 255");
  refuses(X, "--targets", [&] { data::read_dataset(X); });
  const std::string z = folder.write("z", "1\n2\n3\n");
  refuses(X, "expected a target for each of the 2 examples", [&] { data::read_dataset(X, z); });
}

TEST_CASE("types that are no real numbers") {
  refuses_bytes(with_header(header_of("<c16", "(1,)"), two_numbers), "of type '<c16'");
  refuses_bytes(with_header(header_of("|O", "(1,)"), two_numbers), "of type '|O'");
  refuses_bytes(with_header(header_of("<f16", "(1,)"), two_numbers), "of type '<f16'");
  refuses_bytes(with_header(header_of("<i3", "(1,)"), two_numbers), "of type '<i3'");
  refuses_bytes(with_header(header_of("<U1", "(4,)"), two_numbers), "of type '<U1'");
  refuses_bytes(with_header("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }", two_numbers),
                "of type");
}

TEST_CASE("sizes that do not go with the length, 2^40 rows and products that overflow among them") {
  for (const std::string shape : {"(1,)", "(3,)", "(2, 2)", "(1099511627776,)", "(1099511627776, 1099511627776)",
                                  "(4294967296, 4294967296, 2)", "(18446744073709551615, 18446744073709551615)"}) {
    refuses_bytes(with_header(header_of("<f8", shape), two_numbers), "does not go with the 16 bytes");
  }
  refuses_bytes(with_header(header_of("<f8", "(99999999999999999999,)"), two_numbers), "its shape holds");
  refuses_bytes(with_header(header_of("<f8", "()"), two_numbers), "a single number without dimensions");
  refuses_bytes(with_header(header_of("<f8", "(0, 3)"), ""), "has no entries");
  refuses_bytes(with_header(header_of("<f8", "(-1, 3)"), ""), "its shape holds '-1, 3'");
}

TEST_CASE("damaged headers") {
  refuses_bytes(with_header("{}", two_numbers), "its header has no 'descr'");
  refuses_bytes(with_header("{'descr': '<f8'", two_numbers), "damaged");
  refuses_bytes(with_header(header_of("<f8", "(2,)", "Maybe"), two_numbers), "damaged");
  refuses_bytes(with_header(header_of("<f8", "2"), two_numbers), "damaged");
  refuses_bytes(with_header(header_of("<f8", "(1, 2, 1)", "True"), two_numbers), "Fortran");
}

TEST_CASE("cut off anywhere") {
  const std::string whole = with_header(header_of("<f8", "(1, 2)"), two_numbers);
  for (std::size_t length = 6; length < whole.size(); ++length) {
    CAPTURE(length);
    refuses_bytes(whole.substr(0, length), "expected a .npy file");
  }
  refuses_bytes(whole + "x", "does not go with the 17 bytes");
}

TEST_SUITE_END();

}  // namespace test_data_npy
