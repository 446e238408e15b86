// Tables: which column holds the targets, what an index is, names of rows and columns.
#include "gradlab/data/read.hpp"

#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace test_data_table {

using namespace gradlab;

TEST_SUITE_BEGIN("data: tables");

namespace {

data::Dataset read(const std::string& text, const std::string& label_column = "") {
  const TemporaryFolder folder;
  return data::read_dataset(folder.write("table.csv", text), "", "", label_column);
}

// `rows` lines that `line` makes of their numbers.
template <class Line>
std::string lines(int rows, Line line) {
  std::string text;
  for (int i = 0; i < rows; ++i) text += line(i) + "\n";
  return text;
}

std::string label_first(int i) { return fmt::format("{},{},{},{}", i % 3, i * 37 % 256, i * 91 % 256, i * 53 % 200); }

}  // namespace

TEST_CASE("labels that seem to come first, in a table without a header, are asked for") {
  const std::string text = lines(30, label_first);
  CHECK(read(text).doubt.find("column 1 looks like labels (0 to 2)") != std::string::npos);
  CHECK(read(text).doubt.find("--label-column 1 or --label-column 4") != std::string::npos);
  CHECK(read(text, "1").doubt.empty());
  CHECK(arma::all(read(text, "1").y.head(3) == arma::vec{0, 1, 2}));
  CHECK(read(text, "4").doubt.empty());
  CHECK(read(lines(30, [](int i) { return fmt::format("{},{},{}", i % 3, i * 37 % 256, i % 5); })).doubt.empty());
  CHECK(read("a,b,c,d\n" + text).doubt.empty());
  const auto constant_last = [](int i) { return fmt::format("{},{},0", i % 3, i * 37 % 256); };
  CHECK(read(lines(30, constant_last)).doubt.find("column 1 looks like labels") != std::string::npos);
}

TEST_CASE("a column by its name or number; another is refused by those that there are") {
  const std::string text = "p,q,r\n1,2,3\n4,5,6\n";
  CHECK(arma::all(read(text, "Q").y == arma::vec{2, 5}));
  CHECK(arma::all(read(text, "3").y == arma::vec{3, 6}));
  const TemporaryFolder folder;
  const std::string path = folder.write("t.csv", text);
  for (const char* wrong : {"s", "0", "4", "1x", "-1"}) {
    refuses(path, "columns 1 to 3, called 'p', 'q', 'r'", [&] { data::read_dataset(path, "", "", wrong); });
  }
  refuses(path, "--label-column is for a table", [&] { data::read_dataset(path, path, "", "1"); });
}

TEST_CASE("species beside a coordinate y") {
  const std::string text = "x,y,species,z\n1,2,0,3\n4,5,1,6\n";
  CHECK(arma::all(read(text).y == arma::vec{0, 1}));
  CHECK(read(text).description == "CSV; targets: column 3, 'species'");
  CHECK(arma::all(read("x,y,z\n1,2,3\n4,5,6\n").y == arma::vec{2, 5}));
  const auto places = [](int i) { return fmt::format("{}.5,{},{}", i, i * 7 % 24, i % 3); };
  const data::Dataset doubtful = read("x,y,kind\n" + lines(30, places));
  CHECK(doubtful.doubt.find("stands beside an x, and column 3, 'kind', looks like labels too") != std::string::npos);
  CHECK(read("x,y,kind\n" + lines(30, places), "kind").doubt.empty());
  CHECK(read("a,y,kind\n" + lines(30, places)).doubt.empty());
}

TEST_CASE("a first line 0, 1, 2, ... names columns; other numbers are an example") {
  CHECK(read("0,1,2\n5,6,1\n7,8,2\n").X.n_rows == 2);
  CHECK(read("0,1,3\n5,6,1\n7,8,2\n").X.n_rows == 3);
  CHECK(read("0.0,1.0,2.0\n5,6,1\n7,8,2\n").X.n_rows == 2);
  CHECK(read(",0,1\n0,6,1\n1,8,2\n").X.n_rows == 2);
  const data::Dataset from_one = read("1,2,3\n5,6,1\n7,8,2\n");
  CHECK(from_one.X.n_rows == 3);
  CHECK(from_one.questions.at(0) == "line 1 counts from 1 to 3, and is taken for an example: is it a header?");
  const data::Dataset years = read("a,1990,class\n5,6,1\n7,8,2\n");
  CHECK(years.questions.at(0) == "line 1 has 1 numbers among its names, and is taken for a header: is it an example?");
  CHECK(read("a,b,class\n5,6,1\n7,8,2\n").questions.empty());
}

TEST_CASE("a first column that counts the examples is left out, unless its name says that it is more") {
  const auto counted = [](int i) { return fmt::format("{},{},{}", i + 1, i * 7 % 5, i % 2); };
  CHECK(read("Id,a,label\n" + lines(6, counted)).X.n_cols == 1);
  CHECK(read(lines(6, counted)).X.n_cols == 1);
  CHECK(read(lines(6, counted)).description.find("column 1 counts the examples and is left out") != std::string::npos);
  const data::Dataset kept = read("year,a,label\n" + lines(6, counted));
  CHECK(kept.X.n_cols == 2);
  CHECK(kept.description.find("column 1, 'year', counts the examples: is it meant") != std::string::npos);
  const auto far = [](int i) { return fmt::format("{},{},{}", i + 892, i * 7 % 5, i % 2); };
  CHECK(read("PassengerId,a,label\n" + lines(6, far)).X.n_cols == 1);
  CHECK(read("count,a,label\n" + lines(6, far)).X.n_cols == 2);
  const auto id_last = [](int i) { return fmt::format("{},{},{}", i * 7 % 5, i % 2, i + 1); };
  CHECK(read("a,label,id\n" + lines(6, id_last)).X.n_cols == 1);
  CHECK(read("a,kind,id\n" + lines(6, id_last)).doubt.find("name the labels by --label-column") != std::string::npos);
  CHECK(read("a,id,kind\n" + lines(6, id_last)).doubt.empty());
  const auto shuffled = [](int i) { return fmt::format("{},{},{}", i * 5 % 7, i, i % 2); };
  CHECK(read("Id,a,label\n" + lines(7, shuffled)).description.find("a number of its own for each example") !=
        std::string::npos);
  CHECK(read("Id,a,label\n" + lines(6, [](int i) { return fmt::format("{},{},{}", 2 * i, i, i % 2); })).X.n_cols == 2);
}

TEST_CASE("R's names of rows, which have none above them, are left out") {
  const data::Dataset dataset = read("\"a\",\"class\"\n\"row one\",1.5,0\n\"row two\",2.5,1\n");
  CHECK(arma::all(arma::vectorise(dataset.X) == arma::vec{1.5, 2.5}));
  CHECK(arma::all(dataset.y == arma::vec{0, 1}));
  const data::Dataset named = read("\"\",\"a\",\"class\"\n\"row one\",1.5,0\n\"row two\",2.5,1\n");
  CHECK(arma::all(arma::vectorise(named.X) == arma::vec{1.5, 2.5}));
}

TEST_CASE("decimal commas are told") {
  const TemporaryFolder folder;
  for (const char* text : {"1,5;2,5;0\n1,5;2,5;1\n", "a\tb\n1,5\t2\n"}) {
    const std::string path = folder.write("commas.csv", text);
    refuses(path, "write a point for the decimal comma", [&] { data::read_dataset(path); });
  }
}

TEST_CASE("one-hot targets in a file of their own are labels; two 1 in a row are not") {
  const TemporaryFolder folder;
  const std::string X = folder.write("X.csv", "1,2\n3,4\n5,6\n");
  CHECK(arma::all(data::read_dataset(X, folder.write("y.csv", "0,1,0\n1,0,0\n0,0,1\n")).y == arma::vec{2, 1, 3}));
  const std::string two = folder.write("two.csv", "0,1,1\n1,0,0\n0,0,1\n");
  refuses(two, "to be one row or column", [&] { data::read_dataset(X, two); });
  const std::string turned = folder.write("turned.csv", "0,0,1\n1,1,0\n");
  CHECK(arma::all(data::read_dataset(X, turned).y == arma::vec{2, 2, 1}));
  const auto is = [](int i, int kind) { return int(i % 3 == kind); };
  const auto hot = [&](int i) { return fmt::format("{},{},{},{}", i * 7 % 5, is(i, 0), is(i, 1), is(i, 2)); };
  CHECK(read("a,is_p,is_q,is_r\n" + lines(9, hot)).doubt.find("the last 3 columns are one-hot labels") == 0);
  const auto cool = [&](int i) { return fmt::format("{},{},{},{}", i * 7 % 5, is(i, 0), is(i, 1), i % 2); };
  CHECK(read("a,is_p,is_q,is_r\n" + lines(9, cool)).doubt.empty());
}

TEST_CASE("targets that also stand among the features are told") {
  const TemporaryFolder folder;
  const std::string y = folder.write("y.csv", "0\n1\n0\n");
  const auto describe = [&](const std::string& X) {
    return data::read_dataset(folder.write("X.csv", X), y).description;
  };
  CHECK(describe("1,0\n2,1\n3,0\n").find("column 2 of X equals the targets") != std::string::npos);
  CHECK(describe("1,0\n2,1\n3,1\n").find("equals") == std::string::npos);
  CHECK(describe("a,label\n1,0\n2,1\n3,1\n").find("column 2, 'label', is a feature") != std::string::npos);
  const auto twice = [](int i) { return fmt::format("{},{},{}", i * 7 % 5, i % 3, (i + 1) % 3); };
  CHECK(read("a,label,kind\n" + lines(12, twice)).description.find("column 2 of X tells the targets") !=
        std::string::npos);
  const auto other = [](int i) { return fmt::format("{},{},{}", i * 7 % 5, i % 3, i % 2); };
  CHECK(read("a,label,kind\n" + lines(12, other)).questions.empty());
}

TEST_CASE("whole numbers up to 255 in many columns are said not to be divided, in every format") {
  const auto pixels = [](int largest) {
    return [=](int i) {
      std::string line = fmt::format("{}", i % 2);
      for (int k = 0; k < 16; ++k) line += fmt::format(",{}", (i * 31 + k * 17) % (largest + 1));
      return line;
    };
  };
  const std::string names = "label,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p\n";
  CHECK(read(names + lines(40, pixels(255))).questions ==
        std::vector<std::string>{"bytes as they are, not divided by 255"});
  CHECK(read(names + lines(40, pixels(16))).questions.empty());
}

TEST_SUITE_END();

}  // namespace test_data_table
