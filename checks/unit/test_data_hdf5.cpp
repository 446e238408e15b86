// Reading HDF5: files that h5py and Octave wrote (seeds of the fuzzers), files made here, and damaged ones.
#include "gradlab/data/read.hpp"

#include "hdf5_writer.hpp"
#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>

namespace test_data_hdf5 {

using namespace gradlab;

TEST_SUITE_BEGIN("data: HDF5");

namespace {

const arma::mat some_X = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};
const arma::mat some_y = {1, 2, 3, 1};

template <class Write>
void refuses_X(const std::string& part, Write write) {
  const TemporaryFolder folder;
  const std::string path = folder.path("bad.h5");
  {
    Hdf5Writer writer(path);
    write(writer);
    writer.write("y", some_y);
  }
  refuses(path, part, [&] { data::read_dataset(path); });
}

void check_same(const data::Dataset& dataset, const arma::mat& X) {
  CHECK(arma::approx_equal(dataset.X, X, "absdiff", 0));
  CHECK(arma::all(dataset.y == arma::vec{1, 2, 3, 1}));
}

}  // namespace

TEST_CASE("files that h5py and Octave wrote, by rows and by columns") {
  const arma::mat X = arma::reshape(arma::regspace(0, 11), 3, 4).st() / 7;
  const std::string folder = GRADLAB_CHECKS_DIR "/fuzz/corpus/datasets/";
  check_same(data::read_dataset(folder + "hdf5-rows"), X);
  check_same(data::read_dataset(folder + "hdf5-packed"), X);
  check_same(data::read_dataset(folder + "hdf5-octave"), X);
  CHECK(data::read_dataset(folder + "hdf5-rows").description == "HDF5");
  CHECK(data::read_dataset(folder + "hdf5-octave").description == "HDF5; X transposed: written by columns");
}

TEST_CASE("a filter that is not at hand is named, and does not matter beside X and y") {
  const std::string folder = GRADLAB_CHECKS_DIR "/fuzz/corpus/datasets/";
  for (const Part part : {Part{}, Part{1, 2}}) {
    refuses(folder + "hdf5-lzf", "packed by the filter 'lzf', which is not at hand (try gzip)",
            [&] { data::read_dataset(folder + "hdf5-lzf", "", "", "", part); });
  }
  check_same(data::read_dataset(folder + "hdf5-lzf-beside"), arma::reshape(arma::regspace(0, 11), 3, 4).st() / 7);
}

TEST_CASE("of a square matrix only the mark that Octave makes tells that it was written by columns") {
  const data::Dataset square = data::read_dataset(GRADLAB_CHECKS_DIR "/fuzz/corpus/datasets/hdf5-octave-square");
  CHECK(arma::approx_equal(square.X, arma::mat{{1, 4, 7}, {2, 5, 8}, {3, 6, 9}} / 7, "absdiff", 0));
}

TEST_CASE("every type of number, in both byte orders") {
  const TemporaryFolder folder;
  for (const hid_t type : {H5T_IEEE_F32LE, H5T_IEEE_F64BE, H5T_STD_I8LE, H5T_STD_U8LE, H5T_STD_I16BE, H5T_STD_U32LE,
                           H5T_STD_I64BE, H5T_STD_U64LE}) {
    {
      Hdf5Writer writer(folder.path("a"));
      writer.write("x", some_X, type);
      writer.write("labels", some_y, type);
    }
    check_same(data::read_dataset(folder.path("a")), some_X);
  }
}

TEST_CASE("a matrix of bytes that look like pixels is said not to be divided") {
  const TemporaryFolder folder;
  const auto describe = [&](double largest, hid_t type) {
    arma::mat X = some_X;
    X(0, 0) = largest;
    {
      Hdf5Writer writer(folder.path("a"));
      writer.write("X", X, type);
      writer.write("y", some_y);
    }
    return data::read_dataset(folder.path("a")).description;
  };
  CHECK(describe(255, H5T_STD_U8LE).find("not divided by 255") != std::string::npos);
  CHECK(describe(9, H5T_STD_U8LE).find("255") == std::string::npos);
  CHECK(describe(255, H5T_STD_I16LE).find("255") == std::string::npos);
}

TEST_CASE("weights by rows and by columns: only one orientation fits") {
  const TemporaryFolder folder;
  const arma::mat Theta1 = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};
  const arma::mat Theta2 = {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}};
  for (const bool by_columns : {false, true}) {
    {
      Hdf5Writer writer(folder.path("a"));
      writer.write("Theta1", by_columns ? arma::mat(Theta1.st()) : Theta1);
      writer.write("Theta2", by_columns ? arma::mat(Theta2.st()) : Theta2);
    }
    const data::Weights weights = data::read_weights(folder.path("a"));
    CHECK(arma::approx_equal(weights.Theta1, Theta1, "absdiff", 0));
    CHECK(arma::approx_equal(weights.Theta2, Theta2, "absdiff", 0));
  }
}

TEST_CASE("what is no matrix of real numbers") {
  const double value = 1;
  refuses_X("but it is a group", [](Hdf5Writer& w) { w.make_group("X"); });
  refuses_X("a single number", [&](Hdf5Writer& w) { w.write("X", H5T_IEEE_F64LE, {}, &value); });
  refuses_X("but it is empty", [&](Hdf5Writer& w) { w.write("X", H5T_IEEE_F64LE, {0, 3}, nullptr); });
  refuses_X("but it is text", [&](Hdf5Writer& w) { w.write("X", H5T_C_S1, {4, 3}, nullptr); });
  refuses_X("'X' claims to be 1099511627776 x 3", [](Hdf5Writer& w) { w.write_huge("X"); });
  refuses_X("expected a variable X, but found 'A', 'y'", [](Hdf5Writer& w) { w.write("A", some_X); });
  refuses_X("expected a target for each of the 2 examples",
            [](Hdf5Writer& w) { w.write("X", arma::mat(some_X.head_rows(2))); });
}

TEST_CASE("cut off anywhere") {
  const TemporaryFolder folder;
  {
    Hdf5Writer writer(folder.path("whole"));
    writer.write("X", some_X);
    writer.write("y", some_y);
  }
  std::ifstream file(folder.path("whole"), std::ios::binary);
  const std::string whole(std::istreambuf_iterator<char>(file), {});
  for (std::size_t length = 8; length < whole.size(); length += 31) {
    CAPTURE(length);
    const std::string path = folder.write("cut", whole.substr(0, length));
    refuses(path, "expected an HDF5 file", [&] { data::read_dataset(path, "", GRADLAB_MADE_UP_READER); });
  }
}

TEST_CASE("references to other files are refused: no data file shows another one") {
  const auto link = [](auto make) {
    return [make](Hdf5Writer& writer) { make(writer.id()); };
  };
  refuses_X("a link to elsewhere", link([](hid_t file) {
    H5Lcreate_external("/etc/hostname", "/X", file, "X", H5P_DEFAULT, H5P_DEFAULT);
  }));
  refuses_X("a link to elsewhere", link([](hid_t file) {
    H5Lcreate_soft("/y", file, "X", H5P_DEFAULT, H5P_DEFAULT);
  }));
  refuses_X("the numbers of 'X' in another file", [](Hdf5Writer& writer) {
    const hid_t options = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_external(options, "/proc/version", 0, 4 * 3 * sizeof(double));
    writer.write("X", H5T_IEEE_F64LE, {4, 3}, nullptr, options);
    H5Pclose(options);
  });
  const TemporaryFolder folder;
  {
    Hdf5Writer writer(folder.path("plain.h5"));
    writer.write("X", some_X);
    writer.write("y", some_y);
  }
  check_same(data::read_dataset(folder.path("plain.h5")), some_X);
}

TEST_SUITE_END();

}  // namespace test_data_hdf5
