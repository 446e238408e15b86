// Reading text: separators, headers, what is no number; and what holds for a file of any format: gzip, no file at all.
#include "gradlab/data/read.hpp"

#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

namespace test_data_csv {

using namespace gradlab;

TEST_SUITE_BEGIN("data: CSV");

namespace {

const arma::mat expected_X = {{1, 2.5}, {-3e4, 4}};
const arma::vec expected_y = {1, 2};

data::Dataset read(std::string_view text) {
  const TemporaryFolder folder;
  return data::read_dataset(folder.write("some.dat", text));
}

void reads(std::string_view text) {
  CAPTURE(text);
  const data::Dataset dataset = read(text);
  CHECK(arma::approx_equal(dataset.X, expected_X, "absdiff", 0));
  CHECK(arma::approx_equal(dataset.y, expected_y, "absdiff", 0));
}

void refuses_text(std::string_view text, const std::string& part) {
  CAPTURE(text);
  const TemporaryFolder folder;
  const std::string path = folder.write("bad.csv", text);
  refuses(path, part, [&] { data::read_dataset(path); });
}

}  // namespace

TEST_CASE("any of four separators, with or without header, comments, empty lines, and Windows' line ends") {
  reads("1,2.5,1\n-3e4,4,2\n");
  reads("1,2.5,1\n-3e4,4,2");
  reads("1;2.5;1\n-3e4;4;2\n");
  reads("1\t2.5\t1\n-3e4\t4\t2\n");
  reads("  1   2.5 1\n-3e4 +4\t 2 \n");
  reads("a,b,y\n1,2.5,1\n-3e4,4,2\n");
  reads("\"a\";\"b\";\"y\"\r\n1;2.5;1\r\n-3e4;4;2\r\n");
  reads("# saved by hand\n\n1, 2.5, 1\n\n-3e4, 4, 2\n\n");
  reads("\xef\xbb\xbf" "1,2.5,1\n-3e4,4,2\n");
  reads("1,2.5,1,\n-3e4,4,2,\n");
  reads("a,b,y\r1,2.5,1\r-3e4,4,2\r");
}

TEST_CASE("a header may say which column is the target; otherwise it is the last one") {
  reads("label,a,b\n1,1,2.5\n2,-3e4,4\n");
  CHECK(read("label,a,b\n1,1,2.5\n2,-3e4,4\n").description == "CSV; targets: column 1, 'label'");
  CHECK(read("p,a,b\n1,1,2.5\n2,-3e4,4\n").description == "CSV; targets: the last column");
}

TEST_CASE("the last digit of a number survives") {
  const data::Dataset dataset = read("0.1,1e-320,1\n1.7976931348623157e308,-0.30000000000000004,2\n");
  CHECK(dataset.X(0, 0) == 0.1);
  CHECK(dataset.X(0, 1) == 1e-320);
  CHECK(dataset.X(1, 0) == 1.7976931348623157e308);
  CHECK(dataset.X(1, 1) == -0.30000000000000004);
}

TEST_CASE("what is no table of numbers is refused with its line and column") {
  refuses_text("1e400,2,1\n3,4,2\n", "line 1, column 1: expected a number, but found '1e400'; a double holds");
  refuses_text("1,2,1\n3,x,2\n", "line 2, column 2: expected a number, but found 'x'");
  refuses_text("1,2,1\n3,,2\n", "line 2, column 2: expected a number, but found nothing; fill it in");
  refuses_text("1,,1\n3,4,2\n", "line 1, column 2: expected a number, but found nothing; fill it in");
  refuses_text("1,?,1\n3,4,2\n", "line 1, column 2: expected a number, but found '?'");
  refuses_text("1,NA,1\n3,4,2\n", "line 1, column 2: expected a number, but found 'NA'");
  refuses_text("a,b,c,y\n3,4,2\n", "line 2: expected 4 values, one for each name in line 1, but found 3");
  refuses_text("a,y\n1,3,4,2\n", "line 2: expected 2 values, one for each name in line 1, but found 4");
  refuses_text("a,y\n1,setosa\n", "found 'setosa'; write a number for each name");
  refuses_text("a,b,y\n\"1,234\",2,1\n", "found '234\"'; write numbers without quotes");
  refuses_text("1 1:0.5 2:1\n2 1:0.5 2:3\n", "write every value of a line");
  refuses_text("1;2,5;1\n3;4;2\n3;4,5;2\n", "line 3, column 2: expected a number, but found '4,5'");
  refuses_text("1,2,1\n3,2\n", "line 2: expected 3 values as in the lines before, but found 2");
  refuses_text("1,2,1\n\n3,2,1,4\n", "line 3: expected 3 values");
  refuses_text("1,2,1\n3;2;1\n", "line 2: expected 3 values as in the lines before, but found 1");
  refuses_text("1,2,1\n3,2 4,1\n", "line 2, column 2: expected a number, but found '2 4'");
  refuses_text("1,2,1\n3,1e999,1\n", "line 2, column 2");
  refuses_text("a,b,y\n", "there is none");
  refuses_text("\n\n", "there is none");
  refuses_text("1\n2\n3\n", "--targets");
  refuses_text("1,2,1\n3,nan,2\n", "X(1,1) should be a finite number, but is nan");
  refuses_text("1,2,1\n3,-inf,2\n", "X(1,1) should be a finite number, but is -inf");
  refuses_text("1,2,1\n3,4,nan\n", "y(1,0) should be a finite number, but is nan");
  refuses_text(std::string_view("1,2\0,1\n", 7), "none of them");
  refuses_text("1,2,1\n3,4,2\n\x1a", "the control character 0x1a as its byte 13");
  refuses_text("\x89PNG\r\n\x1a\n", "a picture");
  refuses_text("PK\x03\x04some", "expected an .npz file");
  refuses_text("# Created by Octave 7.3.0\n# name: X\n", "save -v7");
}

TEST_CASE("a message quotes little and nothing unprintable") {
  refuses_text("1,2,1\n3,\xc3\xa9" + std::string(1000, 'z') + ",2\n", "'??zzzzzzzzzzzzzzzzzzzzzz...'");
}

TEST_CASE("what other programs write is refused by its name") {
  const TemporaryFolder folder;
  const auto refuses_as = [&](const std::string& begin, const std::string& name) {
    const std::string path = folder.write("foreign", begin);
    refuses(path, name, [&] { data::read_dataset(path); });
  };
  refuses_as(std::string("\xff\xfe" "1\0,\0" "2\0", 8), "text in UTF-16");
  refuses_as(std::string("\xff\xfe\0\0" "1\0\0\0", 8), "text in UTF-32");
  refuses_as(std::string("1\0,\0" "2\0", 6), "text in UTF-16");
  refuses_as(std::string("\0" "1\0,\0" "2", 6), "text in UTF-16");
  refuses_as("PAR1....", "a parquet file");
  refuses_as("ARROW1..", "a Feather file");
  refuses_as("RDX3\nX\n", "R's own format");
  refuses_as("\xd0\xcf\x11\xe0....", "an Excel file");
  refuses_as("\xfd" "7zXZ..", "packed by xz");
  refuses_as("{\"X\": [[1, 2]]}", "JSON");
  refuses_as("<!DOCTYPE html>", "HTML");
  refuses_as("version https://git-lfs.github.com/spec/v1\n", "Git LFS");
  refuses_as(std::string("\1\x08\0\0\2\0\0\0", 8), "its bytes in the wrong order");
  for (const char* begin : {"\x80\x02}q", "\x80\x03]q", "\x80\x04\x95....", "\x80\x05\x95"}) {
    refuses_as(begin, "a Python pickle");
  }
  refuses_as("# Created by Octave 7", "Octave's text format");
}

TEST_CASE("files that are none") {
  const TemporaryFolder folder;
  const auto refuses_file = [](const std::string& path, const std::string& part) {
    refuses(path, part, [&] { data::read_dataset(path); });
    refuses(path, part, [&] { data::read_weights(path); });
  };
  refuses_file(folder.path("none.csv"), "no such file");
  refuses_file(folder.write("file", "x") + "/below.csv", "Not a directory");
  refuses_file(std::filesystem::temp_directory_path().string(), "this is a folder");
  refuses_file("/dev/zero", "a device or pipe");
  refuses_file(folder.write("empty.csv", ""), "the file is empty");
  refuses_file(folder.write_gzipped("empty.csv.gz", ""), "unpacks to nothing");
}

TEST_CASE("gzip is found from the content, whatever the name") {
  const TemporaryFolder folder;
  const data::Dataset dataset = data::read_dataset(folder.write_gzipped("plain.txt", "1,2.5,1\n-3e4,4,2\n"));
  CHECK(arma::approx_equal(dataset.X, expected_X, "absdiff", 0));
  CHECK(dataset.description == "CSV, gzipped; targets: the last column");
  CHECK(dataset.name == "plain.txt");
}

TEST_CASE("several gzip files end to end are one") {
  const TemporaryFolder folder;
  const auto bytes_of = [&](const std::string& text) {
    std::ifstream file(folder.write_gzipped("part.gz", text), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string path = folder.write("both.gz", bytes_of("1,2.5,1\n") + bytes_of("-3e4,4,2\n"));
  CHECK(arma::approx_equal(data::read_dataset(path).X, expected_X, "absdiff", 0));
}

TEST_CASE("gzip that is cut off anywhere, or damaged, is refused") {
  const TemporaryFolder folder;
  std::ifstream file(folder.write_gzipped("whole.gz", "1,2.5,1\n-3e4,4,2\n"), std::ios::binary);
  std::string whole(std::istreambuf_iterator<char>(file), {});
  for (std::size_t length = 2; length < whole.size(); ++length) {
    CAPTURE(length);
    const std::string path = folder.write("cut.gz", whole.substr(0, length));
    refuses(path, "it ends too early", [&] { data::read_dataset(path); });
  }
  whole[whole.size() - 6] ^= 1;  // in the checksum
  const std::string path = folder.write("damaged.gz", whole);
  refuses(path, "damaged", [&] { data::read_dataset(path); });
}

TEST_CASE("gzip that unpacks to far more than numbers would is refused before it fills the memory") {
  const TemporaryFolder folder;
  const std::string path = folder.write_gzipped("bomb.gz", std::string(std::size_t{80} << 20, ' '));
  refuses(path, "unpack to more than 67108864", [&] { data::read_dataset(path); });
}

TEST_SUITE_END();

}  // namespace test_data_csv
