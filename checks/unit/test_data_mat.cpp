// Reading .mat: files that matio and Octave wrote, v5 and v7.3, of every class; the real exercise; damaged files.
#include "gradlab/data/read.hpp"

#include "parts_of_data.hpp"
#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <matio.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace test_data_mat {

using namespace gradlab;

TEST_SUITE_BEGIN("data: .mat");

namespace {

const arma::mat some_X = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};
const arma::mat some_y = arma::mat{1, 2, 3, 1}.st();

struct Layout {
  mat_ft version;
  matio_compression packing;
};
constexpr std::array layouts{Layout{MAT_FT_MAT5, MAT_COMPRESSION_NONE}, Layout{MAT_FT_MAT5, MAT_COMPRESSION_ZLIB},
                             Layout{MAT_FT_MAT73, MAT_COMPRESSION_NONE}, Layout{MAT_FT_MAT73, MAT_COMPRESSION_ZLIB}};

using Sizes = std::vector<std::size_t>;

matvar_t* make_variable(const char* name, matio_classes kind, matio_types type, Sizes sizes, const void* values,
                        int options = 0) {
  return Mat_VarCreate(name, kind, type, int(sizes.size()), sizes.data(), const_cast<void*>(values), options);
}

matvar_t* make_number(const char* name) {
  const double number = 1;
  return make_variable(name, MAT_C_DOUBLE, MAT_T_DOUBLE, {1, 1}, &number);
}

class MatWriter {
 public:
  MatWriter(const std::string& path, Layout layout = layouts[0])
      : mat_(Mat_CreateVer(path.c_str(), nullptr, layout.version)), packing_(layout.packing) {}
  ~MatWriter() { Mat_Close(mat_); }
  MatWriter(const MatWriter&) = delete;
  MatWriter& operator=(const MatWriter&) = delete;

  void write(matvar_t* variable) {
    Mat_VarWrite(mat_, variable, packing_);
    Mat_VarFree(variable);
  }
  void write(const char* name, const arma::mat& matrix) {
    write(make_variable(name, MAT_C_DOUBLE, MAT_T_DOUBLE, {matrix.n_rows, matrix.n_cols}, matrix.memptr()));
  }
  void write_cell(const char* name) {
    const std::array<matvar_t*, 1> cells{make_number("")};
    write(make_variable(name, MAT_C_CELL, MAT_T_CELL, {1, 1}, cells.data()));
  }
  void write_struct(const char* name) {
    const std::array<matvar_t*, 2> fields{make_number("field"), nullptr};
    write(make_variable(name, MAT_C_STRUCT, MAT_T_STRUCT, {1, 1}, fields.data()));
  }

 private:
  mat_t* mat_;
  matio_compression packing_;
};

template <class Number>
void reads_class(matio_classes kind, matio_types type, int options = 0) {
  const TemporaryFolder folder;
  const std::vector<Number> X(some_X.begin(), some_X.end());
  for (const Layout& layout : layouts) {
    CAPTURE(int(kind));
    CAPTURE(int(layout.version));
    {
      MatWriter writer(folder.path("a"), layout);
      writer.write(make_variable("X", kind, type, {4, 3}, X.data(), options));
      writer.write("y", some_y);
    }
    const data::Dataset dataset = data::read_dataset(folder.path("a"));
    CHECK(arma::approx_equal(dataset.X, some_X, "absdiff", 0));
    CHECK(arma::all(dataset.y == some_y));
    CHECK(dataset.description == "MATLAB .mat");
    const data::Dataset part = data::read_dataset(folder.path("a"), "", "", "", {1, 2});
    CHECK(arma::approx_equal(part.X, some_X.tail_rows(2), "absdiff", 0));
  }
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A whole file whose X is what `write` makes it.
template <class Write>
void refuses_X(const std::string& part, Write write) {
  for (const Layout& layout : layouts) {
    CAPTURE(int(layout.version));
    const TemporaryFolder folder;
    const std::string path = folder.path("bad.mat");
    {
      MatWriter writer(path, layout);
      write(writer);
      writer.write("y", some_y);
    }
    refuses(path, part, [&] { data::read_dataset(path); });
  }
}

std::string write_good(const TemporaryFolder& folder, Layout layout) {
  MatWriter writer(folder.path("good.mat"), layout);
  writer.write("X", some_X);
  writer.write("y", some_y);
  return folder.path("good.mat");
}

}  // namespace

TEST_CASE("every numeric class, v5 and v7.3, packed or not") {
  reads_class<double>(MAT_C_DOUBLE, MAT_T_DOUBLE);
  reads_class<float>(MAT_C_SINGLE, MAT_T_SINGLE);
  reads_class<std::int8_t>(MAT_C_INT8, MAT_T_INT8);
  reads_class<std::uint8_t>(MAT_C_UINT8, MAT_T_UINT8);
  reads_class<std::int16_t>(MAT_C_INT16, MAT_T_INT16);
  reads_class<std::uint16_t>(MAT_C_UINT16, MAT_T_UINT16);
  reads_class<std::int32_t>(MAT_C_INT32, MAT_T_INT32);
  reads_class<std::uint32_t>(MAT_C_UINT32, MAT_T_UINT32);
  reads_class<std::int64_t>(MAT_C_INT64, MAT_T_INT64);
  reads_class<std::uint64_t>(MAT_C_UINT64, MAT_T_UINT64);
}

TEST_CASE("logical targets") {
  const TemporaryFolder folder;
  const std::array<std::uint8_t, 4> y{0, 1, 1, 0};
  for (const Layout& layout : layouts) {
    {
      MatWriter writer(folder.path("a.mat"), layout);
      writer.write("X", some_X);
      writer.write(make_variable("y", MAT_C_UINT8, MAT_T_UINT8, {4, 1}, y.data(), MAT_F_LOGICAL));
    }
    CHECK(arma::all(data::read_dataset(folder.path("a.mat")).y == arma::vec{0, 1, 1, 0}));
  }
}

TEST_CASE("names in another case, y as a row, variables of no use beside them, and the whole gzipped") {
  const TemporaryFolder folder;
  for (const Layout& layout : layouts) {
    {
      MatWriter writer(folder.path("a.mat"), layout);
      writer.write_cell("notes");
      writer.write_struct("more");
      writer.write("x", some_X);
      writer.write("Y", some_y.st());
    }
    for (const std::string& path :
         {folder.path("a.mat"), folder.write_gzipped("a.mat.gz", bytes_of(folder.path("a.mat")))}) {
      CAPTURE(path);
      CAPTURE(int(layout.version));
      const data::Dataset dataset = data::read_dataset(path);
      CHECK(arma::approx_equal(dataset.X, some_X, "absdiff", 0));
      CHECK(arma::all(dataset.y == some_y));
    }
  }
}

TEST_CASE("files that Octave and SciPy wrote") {
  const arma::mat X = arma::reshape(arma::regspace(0, 11), 3, 4).st() / 7;
  for (const std::string name : {"mat-plain", "mat-packed", "mat-cell"}) {
    CAPTURE(name);
    const data::Dataset dataset = data::read_dataset(GRADLAB_CHECKS_DIR "/fuzz/corpus/datasets/" + name);
    CHECK(arma::approx_equal(dataset.X, X, "absdiff", 0));
    CHECK(arma::all(dataset.y == arma::vec{1, 2, 3, 1}));
  }
}

TEST_CASE("parts of a file make up the whole, and are read without the rest") {
  const TemporaryFolder folder;
  constexpr arma::uword examples = 70000;  // matio reads 64 KB of a column and more
  const arma::mat X = arma::reshape(arma::regspace(1, examples * 10), examples, 10);
  for (const Layout& layout : layouts) {
    CAPTURE(int(layout.version));
    CAPTURE(int(layout.packing));
    {
      MatWriter writer(folder.path("a.mat"), layout);
      writer.write_cell("notes");
      writer.write("x_test", X);
      writer.write("X", X);
      writer.write("y", arma::mat(arma::repmat(arma::regspace(1, 10), examples / 10, 1)));
    }
    const parts_of_data::Source source{folder.path("a.mat"), "", GRADLAB_MADE_UP_READER};
    parts_of_data::make_up_whole(source);
    if (layout.packing == MAT_COMPRESSION_NONE) parts_of_data::take_their_share(source, 2e6);  // y, the beginning
  }
}

TEST_CASE("what is wrong with a part is said as of the whole") {
  const TemporaryFolder folder;
  for (const Layout& layout : layouts) {
    const auto refuses_part = [&](const arma::mat& X, Part part, const std::string& message) {
      {
        MatWriter writer(folder.path("a.mat"), layout);
        if (X.is_empty()) writer.write_cell("X");
        else writer.write("X", X);
        writer.write("y", some_y);
      }
      refuses(folder.path("a.mat"), message, [&] { data::read_dataset(folder.path("a.mat"), "", "", "", part); });
    };
    arma::mat not_finite = some_X;
    not_finite(3, 1) = arma::datum::nan;
    CAPTURE(int(layout.version));
    refuses_part(not_finite, {1, 2}, "X(3,1) should be a finite number");
    refuses_part(some_X.head_rows(3), {1, 2}, "expected a target for each of the 3 examples");
    refuses_part({}, {0, 2}, "but it is a cell array");
    refuses_part(some_X, {0, 5}, "4 examples are too few for 5 processes");
  }
}

TEST_CASE("weights as two matrices, or as one vector") {
  const TemporaryFolder folder;
  const arma::mat Theta1 = {{1, 2, 3}, {4, 5, 6}};
  const arma::mat Theta2 = {{7, 8, 9}};
  for (const Layout& layout : layouts) {
    {
      MatWriter writer(folder.path("a.mat"), layout);
      writer.write("Theta2", Theta2);
      writer.write("Theta1", Theta1);
    }
    const data::Weights weights = data::read_weights(folder.path("a.mat"));
    CHECK(arma::approx_equal(weights.Theta1, Theta1, "absdiff", 0));
    CHECK(arma::approx_equal(weights.Theta2, Theta2, "absdiff", 0));
    CHECK(weights.unrolled.is_empty());
  }
  MatWriter(folder.path("b.mat")).write("nn_params", some_y);
  CHECK(arma::all(data::read_weights(folder.path("b.mat")).unrolled == some_y));
}

TEST_CASE("the course's exercise") {
  const char* folder = std::getenv("GRADLAB_EXERCISE_DATA");
  if (!folder || !std::filesystem::exists(std::string(folder) + "/ex4data1.mat")) {
    MESSAGE("skipped: GRADLAB_EXERCISE_DATA names no folder with ex4data1.mat and ex4weights.mat");
    return;
  }
  const data::Dataset dataset = data::read_dataset(std::string(folder) + "/ex4data1.mat");
  CHECK(dataset.X.n_rows == 5000);
  CHECK(dataset.X.n_cols == 400);
  const arma::uvec counts = arma::hist(dataset.y, arma::regspace(1, 10));
  CHECK(arma::all(counts == 500));  // as the exercise says
  const data::Weights weights = data::read_weights(std::string(folder) + "/ex4weights.mat");
  CHECK(arma::size(weights.Theta1) == arma::SizeMat(25, 401));
  CHECK(arma::size(weights.Theta2) == arma::SizeMat(10, 26));
}

TEST_CASE("variables that are no matrices of real numbers") {
  refuses_X("expected 'X' to be a matrix of real numbers, but it is a cell array",
            [](MatWriter& w) { w.write_cell("X"); });
  refuses_X("but it is a struct", [](MatWriter& w) { w.write_struct("X"); });
  refuses_X("but it is text",
            [](MatWriter& w) { w.write(make_variable("X", MAT_C_CHAR, MAT_T_UINT8, {1, 4}, "abcd")); });
  refuses_X("but it is complex", [](MatWriter& w) {
    mat_complex_split_t parts{const_cast<double*>(some_X.memptr()), const_cast<double*>(some_X.memptr())};
    w.write(make_variable("X", MAT_C_DOUBLE, MAT_T_DOUBLE, {4, 3}, &parts, MAT_F_COMPLEX));
  });
  refuses_X("an array of 3 dimensions", [](MatWriter& w) {
    w.write(make_variable("X", MAT_C_DOUBLE, MAT_T_DOUBLE, {2, 3, 2}, some_X.memptr()));
  });
  refuses_X("empty", [](MatWriter& w) { w.write("X", arma::mat(0, 3)); });
  refuses_X("expected a variable X, but found 'A', 'y'", [](MatWriter& w) { w.write("A", some_X); });
  refuses_X("expected a target for each of the 3 examples",
            [](MatWriter& w) { w.write("X", arma::mat(some_X.head_rows(3))); });
  refuses_X("transpose X", [](MatWriter& w) { w.write("X", arma::mat(some_X.st())); });
  refuses_X("X(1,1) should be a finite number, but is nan", [](MatWriter& w) {
    arma::mat X = some_X;
    X(1, 1) = arma::datum::nan;
    w.write("X", X);
  });
}

TEST_CASE("weights that are none") {
  const TemporaryFolder folder;
  const std::string path = folder.path("bad.mat");
  const auto refuses_weights = [&](const char* first, const char* second, const std::string& part) {
    {
      MatWriter writer(path);
      writer.write(first, some_X);
      writer.write(second, some_y);
    }
    refuses(path, part, [&] { data::read_weights(path); });
  };
  refuses_weights("Theta1", "Theta3", "expected Theta1 and Theta2, or one vector of all weights, but found 'Theta1'");
  refuses_weights("theta", "y", "expected 'theta' to be one row or column, but it is 4 x 3");
}

TEST_CASE("cut off anywhere, v5 and v7.3: refused, never taken for a smaller file") {
  for (const Layout& layout : layouts) {
    const TemporaryFolder folder;
    const std::string whole = bytes_of(write_good(folder, layout));
    for (std::size_t length = 19; length < whole.size(); length += whole.size() < 1000 ? 1 : 211) {
      CAPTURE(int(layout.version));
      CAPTURE(length);
      const std::string path = folder.write("cut.mat", whole.substr(0, length));
      refuses(path, "expected", [&] { data::read_dataset(path, "", GRADLAB_MADE_UP_READER); });
    }
  }
}

TEST_CASE("a header that claims 2^40 numbers, and one that wraps round") {
  const TemporaryFolder folder;
  const std::string good = bytes_of(write_good(folder, layouts[0]));
  const std::string sizes("\4\0\0\0\3\0\0\0", 8);  // of X, 4 x 3
  for (const std::string& claimed :
       {std::string("\0\0\x10\0\0\0\x10\0", 8), std::string("\xff\xff\xff\x7f\xff\xff\xff\x7f", 8),
        std::string("\xff\xff\xff\xff\xff\xff\xff\xff", 8)}) {
    std::string bad = good;
    bad.replace(bad.find(sizes), sizes.size(), claimed);
    const std::string path = folder.write("bad.mat", bad);
    refuses(path, "expected a .mat file", [&] { data::read_dataset(path, "", GRADLAB_MADE_UP_READER); });
  }
}

TEST_CASE("a number of bytes or a type that lies about the numbers is found, which matio would fill up with zeros") {
  const TemporaryFolder folder;
  const std::string good = bytes_of(write_good(folder, layouts[0]));
  const std::string tag("\x09\0\0\0\x60\0\0\0", 8);  // doubles, 96 bytes: the numbers of X
  const std::size_t at = good.find(tag);
  REQUIRE(at != std::string::npos);
  const auto refuses_with = [&](const std::string& forged) {
    std::string bytes = good;
    bytes.replace(at, forged.size(), forged);
    const std::string path = folder.write("forged.mat", bytes);
    refuses(path, "their bytes do not go with its size", [&] { data::read_dataset(path); });
  };
  refuses_with(std::string("\x09\0\0\0\x58\0\0\0", 8));
  refuses_with(std::string("\x09\0\0\0\x08\0\0\0", 8));
  refuses_with(std::string("\x07\0\0\0\x60\0\0\0", 8));
  refuses_with(std::string("\x02\0\0\0\x60\0\0\0", 8));
  refuses_with(std::string("\x0c\0\0\0\x60\0\0\0", 8));
  const std::string same = folder.write("same.mat", good);
  CHECK(arma::approx_equal(data::read_dataset(same).X, some_X, "absdiff", 0));
}

TEST_SUITE_END();

}  // namespace test_data_mat
