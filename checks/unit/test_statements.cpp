// The table of the 30 statements and the lines of the twins that go with them: complete, in order, and taken from the
// files that are compiled. Whether a line of maths is right is a reader's judgement.
#include "read_text.hpp"

#include "gradlab/trace/source.hpp"
#include "gradlab/trace/statements.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <stdexcept>

namespace test_statements {

namespace trace = gradlab::trace;

namespace {

// A line speaks of a name as a word of its own.
bool speaks_of(std::string_view line, std::string_view name) {
  return std::regex_search(std::string(line), std::regex("\\b" + std::string(name) + "\\b"));
}

}  // namespace

TEST_SUITE_BEGIN("statements");

TEST_CASE("30 rows in order, each with all of its texts") {
  int number = 0;
  for (const trace::Statement& statement : trace::statements()) {
    CHECK(statement.number == ++number);
    CHECK(statement.id() == std::string("S").append(std::to_string(number)));
    for (const std::string_view text : {statement.name, statement.shape, statement.what, statement.maths}) {
      CHECK_FALSE(text.empty());
    }
    CHECK(speaks_of(statement.numpy, statement.name));
  }
  CHECK(number == trace::statement_count);
}

TEST_CASE("each has its line of the loop, which speaks of the statement's name") {
  for (const trace::Statement& statement : trace::statements()) {
    CAPTURE(statement.number);
    CHECK(speaks_of(trace::loop_line(statement.number), statement.name));
    CHECK(trace::loop_line(statement.number).find("//") == std::string::npos);
  }
  CHECK(trace::loop_line(22) == "const rowvec d2 = a2i - y10.row(i);");
  CHECK(trace::loop_line(2) == "const mat Theta2 = reshape<double>(nn_params.tail(size2), num_labels, "
                               "hidden_layer_size + 1, Order::by_rows);");
  CHECK(trace::loop_line(31) == "");
}

TEST_CASE("each has a vectorized line, or is told what happens instead") {
  for (const trace::Statement& statement : trace::statements()) {
    CAPTURE(statement.number);
    CHECK(trace::vectorized_line(statement.number).empty() != statement.instead.empty());
  }
  CHECK(trace::vectorized_line(22) == "const mat delta2 = sigmoid(z2) - Y;");
  CHECK(trace::vectorized_line(26) == trace::vectorized_line(24));
}

TEST_CASE("the texts are the files that are compiled") {
  CHECK(trace::loop_source == read_text("../lib/gradlab/models/network/loop.cpp"));
  CHECK(trace::vectorized_source == read_text("../lib/gradlab/models/network/vectorized.cpp"));
}

TEST_CASE("a statement is found by its number however it is written, and refused by name") {
  CHECK(trace::find_statement("S23").number == 23);
  CHECK(trace::find_statement("s7").number == 7);
  CHECK(trace::find_statement("30").name == "return");
  for (const char* wrong : {"S0", "S31", "", "S", "23x", "S-1", "d1", "S99999999999999999999"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(trace::find_statement(std::string_view(wrong)), std::invalid_argument);
  }
}

TEST_SUITE_END();

}  // namespace test_statements
