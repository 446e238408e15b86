// Reading IDX: Fashion-MNIST as Debian packs it, small files made by hand, and damaged ones.
#include "gradlab/data/read.hpp"

#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>

namespace test_data_idx {

using namespace gradlab;

TEST_SUITE_BEGIN("data: IDX");

namespace {

std::string idx(char type, const std::vector<std::uint32_t>& sizes, const std::string& numbers) {
  std::string bytes = {0, 0, type, static_cast<char>(sizes.size())};
  for (const std::uint32_t size : sizes) {
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(size >> shift & 255);
  }
  return bytes + numbers;
}

const std::string images = idx(8, {2, 2, 1}, std::string("\0\377\x33\1", 4));
const std::string labels = idx(8, {2}, std::string("\0\11", 2));

void refuses_bytes(const std::string& bytes, const std::string& part) {
  const TemporaryFolder folder;
  const std::string path = folder.write("bad.idx", bytes);
  refuses(path, part, [&] { data::read_dataset(path, folder.write("labels", labels)); });
  refuses(path, part, [&] { data::read_dataset(folder.write("images", images), path); });
}

}  // namespace

TEST_CASE("images are flattened and scaled, labels are not; gzipped or plain") {
  const TemporaryFolder folder;
  const auto check = [&](const std::string& X, const std::string& y, const std::string& description) {
    const data::Dataset dataset = data::read_dataset(X, y);
    CHECK(arma::approx_equal(dataset.X, arma::mat{{0, 1}, {0.2, 1 / 255.0}}, "absdiff", 0));
    CHECK(arma::all(dataset.y == arma::vec{0, 9}));
    CHECK(dataset.description == description);
  };
  check(folder.write("X", images), folder.write("y", labels), "IDX; 2 pixels an image, bytes divided by 255");
  check(folder.write_gzipped("X", images), folder.write_gzipped("y", labels),
        "IDX, gzipped; 2 pixels an image, bytes divided by 255");
}

TEST_CASE("every type of number") {
  const TemporaryFolder folder;
  const std::string y = folder.write("y", "1\n2\n");
  const auto check = [&](char type, const std::string& numbers, const arma::vec& expected) {
    CAPTURE(int(type));
    const data::Dataset dataset = data::read_dataset(folder.write("X", idx(type, {2, 1}, numbers)), y);
    CHECK(arma::approx_equal(dataset.X, expected, "absdiff", 0));
  };
  check(0x08, "\1\377", {1, 255});
  check(0x09, "\1\377", {1, -1});
  check(0x0b, std::string("\1\2\377\376", 4), {258, -2});
  check(0x0c, std::string("\1\2\3\4\377\377\377\376", 8), {16909060, -2});
  check(0x0d, std::string("\x3f\xc0\0\0\xc0\0\0\0", 8), {1.5, -2});
  check(0x0e, std::string("\x3f\xf8\0\0\0\0\0\0\xc0\0\0\0\0\0\0\0", 16), {1.5, -2});
}

TEST_CASE("images or labels alone are refused") {
  const TemporaryFolder folder;
  for (const std::string& path : {folder.write("X", images), folder.write("y", labels)}) {
    refuses(path, "--targets", [&] { data::read_dataset(path); });
  }
  const std::string X = folder.write("X", images);
  refuses(X, "to be one row or column, but it is 2 x 2", [&] { data::read_dataset(X, X); });
}

TEST_CASE("sizes that do not go with the length, and cuts anywhere") {
  refuses_bytes(idx(8, {3}, "ab"), "its size 3 at 1 bytes a number does not go with the 2 bytes");
  refuses_bytes(idx(8, {1}, "ab"), "does not go with the 2 bytes");
  refuses_bytes(idx(0x0e, {1u << 31, 1u << 31, 1u << 31}, "ab"), "does not go with");
  refuses_bytes(idx(8, {4294967295u, 4294967295u, 4294967295u, 4294967295u}, "ab"), "does not go with");
  refuses_bytes(idx(8, {0, 28, 28}, ""), "has no entries");
  refuses_bytes(idx(7, {2}, "ab"), "none of them");
  refuses_bytes(idx(8, {}, "ab"), "none of them");
  for (std::size_t length = 4; length < images.size(); ++length) {
    CAPTURE(length);
    refuses_bytes(images.substr(0, length), "expected an IDX file");
  }
}

TEST_CASE("Fashion-MNIST") {
  const std::string folder = "/usr/share/datasets/fashion-mnist/";
  if (!std::filesystem::exists(folder + "t10k-images-idx3-ubyte.gz")) {
    MESSAGE("skipped: Debian's package dataset-fashion-mnist is not installed");
    return;
  }
  const data::Dataset dataset =
      data::read_dataset(folder + "t10k-images-idx3-ubyte.gz", folder + "t10k-labels-idx1-ubyte.gz");
  CHECK(dataset.X.n_rows == 10000);
  CHECK(dataset.X.n_cols == 784);
  CHECK(dataset.X.min() == 0);
  CHECK(dataset.X.max() == 1);
  CHECK(arma::mean(arma::vectorise(dataset.X)) == doctest::Approx(0.2868).epsilon(1e-3));  // the test set's mean
  const arma::uvec counts = arma::hist(dataset.y, arma::regspace(0, 9));
  CHECK(arma::all(counts == 1000));  // as its authors say: 1,000 of each class
}

TEST_SUITE_END();

}  // namespace test_data_idx
