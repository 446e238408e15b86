// Numbers as learners type them, and texts that are none.
#include "teach/lessons/expression.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace test_expression {

using namespace gradlab::teach;

TEST_SUITE_BEGIN("expression");

namespace {

// Whether one of the readings is this number alone.
bool reads_as(const std::string& text, double value) {
  for (const std::vector<double>& numbers : read_typed_numbers(text, 1)) {
    if (numbers.size() == 1 && std::abs(numbers[0] - value) <= 1e-12 * std::abs(value)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("an expression is its value") {
  const double ln2 = std::log(2);
  const std::vector<std::pair<std::string, double>> texts = {
      {"-log(1/2)", ln2}, {"10 ln 2", 10 * ln2}, {"10ln2", 10 * ln2}, {"53*ln(2)", 53 * ln2}, {"2/3", 2.0 / 3},
      {"0,693", 0.693}, {"1,7", 1.7}, {"about 0.7", 0.7}, {"ln 2", ln2}, {"log(2)", ln2}, {"np.log(2)", ln2},
      {"sqrt(2)", std::sqrt(2)}, {"1e-3", 1e-3}, {"2^3", 8}, {"2**3", 8}, {"-2^2", -4}, {"2^-1", 0.5}, {"pi", M_PI},
      {"2 pi", 2 * M_PI}, {"J = 0.7", 0.7}, {"dE/dw8 = -0.0227", -0.0227}, {"J(0) = 0.693", 0.693}, {"1.7 cm", 1.7},
      {"10*26", 260}, {"10 x 26", 260}, {"10 \u00d7 26", 260}, {"\u22120.5", -0.5}, {"\u221a2", std::sqrt(2)},
      {"2\u00b3", 8}, {"one half", 0.5}, {"a quarter", 0.25}, {"two thirds", 2.0 / 3}, {"minus 0.02", -0.02},
      {"50 %", 0.5}, {"0.7.", 0.7}, {"(1+2)*3", 9}, {"1/2/2", 0.25}, {"ln 1/2", -ln2}, {"ln 4 / 2", ln2},
      {"log10(100)", 2}, {"log2(8)", 3}, {"sigmoid(0)", 0.5}, {"exp(0)", 1}, {"3/5 theta", 0.6}, {"0.6 * theta", 0.6},
      {"theta * 0.6", 0.6}, {"10,285", 10285}, {"10,285", 10.285}, {"0.6 times", 0.6}, {".5", 0.5}, {"5.", 5}};
  for (const auto& [text, value] : texts) {
    CAPTURE(text);
    CHECK(reads_as(text, value));
  }
  CHECK_FALSE(reads_as("ln 2", 2));  // no number is fished out of an expression
  CHECK_FALSE(reads_as("-log(1/2)", 0.5));
  CHECK_FALSE(reads_as("2/3", 2));
}

TEST_CASE("what is not understood has no value") {
  for (const std::string text : {"", " ", "many", "because it is", "K ln 2", "Lambda/5", "(1", "1)", "1/0", "ln 0", "ln -1",
                           "1e999", "w8", "2 +", "sqrt", "log2", "()", "1 + + ", "\xff\xfe", "0.5 < 1"}) {
    CAPTURE(text);
    CHECK(read_typed_numbers(text, 1).empty());
  }
  CHECK(read_typed_numbers(std::string(5000, '('), 1).empty());
  CHECK(read_typed_numbers(std::string(150, '-') + "1", 1).empty());
  CHECK(reads_as("--1", 1));
}

TEST_CASE("several numbers, however they are set apart") {
  const std::vector<std::vector<double>> shape = {{25, 401}};
  for (const std::string text : {"25 x 401", "25x401", "(25, 401)", "25,401", "25 by 401", "25*401", "25 \u00d7 401",
                           "25 rows x 401 columns"}) {
    CAPTURE(text);
    CHECK(read_typed_numbers(text, 2) == shape);
  }
  for (const std::string text : {"25", "1 2 3", "", "rows x columns"}) {
    CAPTURE(text);
    CHECK(read_typed_numbers(text, 2).empty());
  }
  CHECK(evaluate("J = ln 2 = 0.693").size() == 2);
}

TEST_SUITE_END();

}  // namespace test_expression
