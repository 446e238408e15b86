// Parts of an HDF5 file's examples, whoever wrote it: the same numbers as in the whole, and fewer bytes.
#include "hdf5_writer.hpp"
#include "parts_of_data.hpp"
#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <functional>
#include <iterator>

namespace test_data_hdf5_parts {

using namespace gradlab;
using namespace parts_of_data;
using arma::mat, arma::uword;

TEST_SUITE_BEGIN("data: parts of HDF5");

namespace {

constexpr uword examples = 5000, values = 200;

// Another number in each place of a column and of a row.
mat make_X(uword rows = examples, uword columns = values) {
  return arma::reshape(arma::regspace(0, static_cast<double>(rows * columns) - 1), columns, rows).st();
}

mat make_y(uword count = examples) {
  mat y(count, 1);
  for (uword i = 0; i < count; ++i) y(i) = static_cast<double>(1 + i % 10);
  return y;
}

using Fill = std::function<void(Hdf5Writer&)>;

std::string write(const TemporaryFolder& folder, const Fill& fill) {
  const std::string path = folder.path("data.h5");
  Hdf5Writer writer(path);
  fill(writer);
  return path;
}

Fill holds(const mat& X, const mat& y) {
  return [=](Hdf5Writer& writer) {
    writer.write("X", X);
    writer.write("y", y);
  };
}

void write_packed(Hdf5Writer& writer, const mat& by_rows, std::vector<hsize_t> chunk) {
  const hid_t options = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_chunk(options, int(chunk.size()), chunk.data());
  H5Pset_deflate(options, 1);
  writer.write("X", H5T_IEEE_F64LE, {by_rows.n_rows, by_rows.n_cols}, mat(by_rows.st()).memptr(), options);
  H5Pclose(options);
}

std::string message_of(const Source& source, Part part) {
  try {
    read(source, part);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("by rows and by columns, as numbers of any type, packed or not, each part is read without the rest") {
  const mat X = make_X(), y = make_y();
  const std::vector<Fill> fills = {
      holds(X, y),
      holds(X.st(), y.st()),
      [&](Hdf5Writer& writer) {
        writer.write("images", X, H5T_STD_I32BE);
        writer.write("labels", y, H5T_STD_U8LE);
      },
      [&](Hdf5Writer& writer) {
        write_packed(writer, X, {64, values});
        writer.write("y", y);
      },
      [&](Hdf5Writer& writer) {
        write_packed(writer, X.st(), {values, 64});
        writer.write("y", y);
      },
      [&](Hdf5Writer& writer) {
        writer.write("X", H5T_IEEE_F64LE, {examples, values / 10, 10}, mat(X.st()).memptr());
        writer.write("y", y);
      },
  };
  for (const Fill& fill : fills) {
    const TemporaryFolder folder;
    const std::string path = write(folder, fill);
    CHECK(is_same(read({path}).dataset.X, X));
    make_up_whole({path});
    take_their_share({path}, 5e5);  // y and the beginning
    if (&fill != &fills.front() && &fill != &fills.back()) continue;
    make_up_whole({path, "", GRADLAB_MADE_UP_READER});
    take_their_share({path, "", GRADLAB_MADE_UP_READER}, 5e5);  // and the program that reads
  }
}

TEST_CASE("one-hot targets lie beside either order of X") {
  const TemporaryFolder folder;
  const mat one_hot = arma::repmat(arma::eye(10, 10), 60, 1);
  for (const bool by_columns : {false, true}) {
    const mat X = make_X(600, 40);
    const std::string path = write(folder, by_columns ? holds(X.st(), one_hot.st()) : holds(X, one_hot));
    CHECK(is_same(read({path}).dataset.X, X));
    make_up_whole({path});
  }
}

TEST_CASE("variables beside X and y are not read") {
  const TemporaryFolder folder;
  const auto fill = [](uword more) -> Fill {
    return [more](Hdf5Writer& writer) {
      writer.write("x_test", make_X(more));
      writer.write("x_train", make_X(900));
      writer.write("y_train", make_y(900));
    };
  };
  const std::string few = write(folder, fill(1));
  make_up_whole({few});
  const double bytes = read({few}, {0, 2}).bytes;
  CHECK(read({write(folder, fill(examples))}, {0, 2}).bytes < bytes + 1e5);
}

TEST_CASE("where the file does not tell its order, the whole is read and a part kept") {
  const TemporaryFolder folder;
  const mat square = make_X(300, 300);
  make_up_whole({write(folder, holds(square, make_y(300)))});
}

TEST_CASE("Octave's mark tells the order of a square matrix too") {
  const Source source{GRADLAB_CHECKS_DIR "/fuzz/corpus/datasets/hdf5-octave-square"};
  const data::Dataset whole = read(source).dataset, part = read(source, {1, 3}).dataset;
  CHECK(is_same(part.X, whole.X.row(1)));
  CHECK_FALSE(is_same(part.X, whole.X.col(1).st()));
  CHECK(part.first == 1);
}

TEST_CASE("of a gzipped file a part is kept") {
  const TemporaryFolder folder;
  const mat X = make_X(600, 40);
  for (const Fill& fill : {holds(X, make_y(600)), holds(X.st(), make_y(600))}) {
    std::ifstream file(write(folder, fill), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    make_up_whole({folder.write_gzipped("data.gz", bytes), "", GRADLAB_MADE_UP_READER});
  }
}

TEST_CASE("targets in another file") {
  const TemporaryFolder folder;
  std::string labels;
  for (const double label : make_y()) labels += fmt::format("{}\n", label);
  const std::string y = folder.write("y.csv", labels);
  for (const mat& X : {make_X(), mat(make_X().st())}) {
    make_up_whole({write(folder, [&](Hdf5Writer& writer) { writer.write("X", X); }), y});
    make_up_whole({write(folder, holds(X, make_y())), y});
  }
  take_their_share({write(folder, holds(make_X(), make_y())), y}, 3e5);
}

TEST_CASE("what is wrong with a part is said as of the whole") {
  const TemporaryFolder folder;
  mat not_finite = make_X();
  not_finite(examples - 1, 3) = arma::datum::nan;
  for (const Fill& fill :
       {holds(make_X(), make_y(examples - 1)), holds(mat(make_X().st()), make_y(examples - 1)),
        holds(make_X(), make_X(20, 30)), holds(not_finite, make_y()), holds(mat(not_finite.st()), make_y()),
        Fill([](Hdf5Writer& writer) { writer.write("X", make_X()); }),
        Fill([](Hdf5Writer& writer) { writer.write("y", make_y()); }),
        Fill([](Hdf5Writer& writer) { writer.write("X", H5T_IEEE_F64LE, {0, 3}, nullptr); })}) {
    const std::string path = write(folder, fill);
    CHECK_FALSE(message_of({path}, {}).empty());
    CHECK(message_of({path}, {1, 2}) == message_of({path}, {}));
  }
  const std::string path = write(folder, holds(make_X(), make_y()));
  refuses(path, "5000 examples are too few for 6000 processes", [&] { read({path}, {0, 6000}); });
  CHECK(message_of({path}, {1, 2}).empty());
}

TEST_SUITE_END();

}  // namespace test_data_hdf5_parts
