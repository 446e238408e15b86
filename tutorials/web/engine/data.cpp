// The data that are built in, where there are no files to read: both tables are texts of numbers with commas.
#include "gradlab/data/embedded.hpp"
#include "tables.hpp"

#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::data {

namespace {

// Nothing where a word is no number: the line is a heading.
std::vector<double> read_line(const std::string& line) {
  std::vector<double> numbers;
  for (const char* at = line.c_str(); *at != '\0';) {
    char* end = nullptr;
    numbers.push_back(std::strtod(at, &end));
    if (end == at || (*end != ',' && *end != '\0')) return {};
    at = *end == ',' ? end + 1 : end;
  }
  return numbers;
}

// The last column holds the labels.
Dataset read_table(std::string_view text, arma::uword columns) {
  std::vector<double> numbers;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    const std::vector<double> row = read_line(line);
    numbers.insert(numbers.end(), row.begin(), row.end());
  }
  const arma::mat table = arma::mat(numbers.data(), columns, numbers.size() / columns).t();
  Dataset dataset;
  dataset.X = table.head_cols(columns - 1);
  dataset.y = table.tail_cols(1);
  return dataset;
}

}  // namespace

Dataset digits() {
  Dataset dataset = read_table(engine::digits_table, 65);
  dataset.X /= 16;
  dataset.name = "digits";
  return dataset;
}

Dataset iris() {
  Dataset dataset = read_table(engine::iris_table, 5);
  dataset.name = "iris";
  return dataset;
}

}  // namespace gradlab::data
