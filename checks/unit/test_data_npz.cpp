// Reading .npz: archives made here, stored and packed, damaged ones, and other zip archives.
#include "gradlab/data/read.hpp"

#include "parts_of_data.hpp"
#include "read_text.hpp"
#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <zip.h>

#include <fstream>
#include <iterator>

namespace test_data_npz {

using namespace gradlab;

TEST_SUITE_BEGIN("data: .npz");

namespace {

// An .npy of the bytes 1, 2, ... in this shape.
std::string make_npy(const std::string& shape, int count) {
  std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }";
  header.resize(117, ' ');
  std::string bytes = std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header + "\n";
  for (int i = 1; i <= count; ++i) bytes += static_cast<char>(i);
  return bytes;
}

struct Entry {
  std::string name, bytes;
};

std::string write_npz(const TemporaryFolder& folder, const std::vector<Entry>& entries, zip_int32_t packing) {
  const std::string path = folder.path("a.npz");
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const Entry& entry : entries) {
    zip_source_t* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_OVERWRITE);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), packing, 0);
  }
  zip_close(archive);
  return path;
}

const std::vector<Entry> good = {{"X.npy", make_npy("(3, 2)", 6)}, {"y.npy", make_npy("(3,)", 3)}};

}  // namespace

TEST_CASE("variables by their names, stored or packed") {
  for (const zip_int32_t packing : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
    const TemporaryFolder folder;
    const data::Dataset dataset = data::read_dataset(write_npz(folder, good, packing));
    CHECK(arma::approx_equal(dataset.X, arma::mat{{1, 2}, {3, 4}, {5, 6}}, "absdiff", 0));
    CHECK(arma::all(dataset.y == arma::vec{1, 2, 3}));
  }
}

TEST_CASE("bytes that look like pixels are said to stay as they are, and smaller ones are not") {
  const TemporaryFolder folder;
  const auto describe = [&](int count) {
    const std::string rows = std::to_string(count / 2);
    const std::string X = make_npy("(" + rows + ", 2)", count), y = make_npy("(" + rows + ",)", count / 2);
    return data::read_dataset(write_npz(folder, {{"X.npy", X}, {"y.npy", y}}, ZIP_CM_STORE)).description;
  };
  CHECK(describe(120).find("bytes as they are, not divided by 255") != std::string::npos);
  CHECK(describe(20).find("255") == std::string::npos);
}

TEST_CASE("parts make up the whole, and of what is neither X nor y nothing is unpacked") {
  const std::vector<Entry> entries = {{"x_test.npy", "damaged"}, {"x_train.npy", make_npy("(20, 3, 1)", 60)},
                                      {"y_train.npy", make_npy("(20,)", 20)}, {"y_test.npy", "damaged"}};
  const std::vector<Entry> sound(entries.begin() + 1, entries.begin() + 3);
  for (const zip_int32_t packing : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
    const TemporaryFolder folder;
    const data::Dataset whole = data::read_dataset(write_npz(folder, sound, packing));
    parts_of_data::make_up_whole({folder.path("a.npz")});
    const std::string path = write_npz(folder, entries, packing);
    refuses(path, "expected a .npy file", [&] { data::read_dataset(path); });
    const data::Dataset part = data::read_dataset(path, "", "", "", {2, 3});
    CHECK(parts_of_data::is_same(part.X, whole.X.rows(13, 19)));
    CHECK(parts_of_data::is_same(part.y, whole.y));
    CHECK(part.first == 13);
    refuses(path, "20 examples are too few for 21 processes", [&] { data::read_dataset(path, "", "", "", {0, 21}); });
  }
}

TEST_CASE("what is damaged, or holds no array, is refused") {
  const TemporaryFolder folder;
  const std::string path = write_npz(folder, good, ZIP_CM_DEFLATE);
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const std::string cut = folder.write("cut.npz", bytes.substr(0, bytes.size() / 2));
  refuses(cut, "it is damaged or cut off", [&] { data::read_dataset(cut); });
  std::string changed = bytes;
  for (std::size_t i = 45; i < 60; ++i) changed[i] = static_cast<char>(~changed[i]);
  const std::string damaged = folder.write("damaged.npz", changed);
  refuses(damaged, "damaged", [&] { data::read_dataset(damaged); });
  const std::string other = write_npz(folder, {{"xl/workbook.xml", "<xml/>"}}, ZIP_CM_STORE);
  refuses(other, "save it as .csv", [&] { data::read_dataset(other); });
  const std::string tables = write_npz(folder, {{"a.csv", "1,2\n"}}, ZIP_CM_STORE);
  refuses(tables, "holds 'a.csv' and no .npy; unpack it", [&] { data::read_dataset(tables); });
}

TEST_SUITE_END();

}  // namespace test_data_npz
