// Octave as learners write it: the same rows as for Python, each by a real octave.
#include "code.hpp"
#include "gradlab/trace/statements.hpp"

#include <doctest/doctest.h>

namespace test_octave {

namespace trace = gradlab::trace;

using nlohmann::json;

TEST_SUITE_BEGIN("octave");

namespace {

// A file, and how the report says that it was called.
struct Style {
  Code code;
  std::string function, labels, order, returns;
};

const std::vector<Style>& right_styles() {
  static const std::vector<Style> rows = {
      {{"octave/nnCostFunction.m", ""}, "nnCostFunction", "1..K", "columns", "[J, grad]"},
      {{"octave/oneExampleAtATime.m", ""}, "oneExampleAtATime", "1..K", "rows", "[J, grad]"},
      {{"octave/styles.m:matrices", ""}, "matrices", "1..K", "columns", "[J, grad1, grad2]"},
      {{"octave/styles.m:six", ""}, "six", "1..K", "columns", "the six results"},
      {{"octave/styles.m:in_a_struct", ""}, "in_a_struct", "1..K", "columns", "a struct of J, grad1, grad2"},
      {{"octave/styles.m:in_a_list", ""}, "in_a_list", "1..K", "columns", "[J, grad]"},
      {{"octave/styles.m:zero_based", ""}, "zero_based", "0..K-1", "columns", "[J, grad]"},
      {{"octave/styles.m:one_hot", ""}, "one_hot", "one-hot", "columns", "[J, grad]"},
      {{"octave/styles.m:cost_alone,gradient_alone", ""}, "cost_alone,gradient_alone", "1..K", "columns",
       "J, and gradient apart"},
      {{"octave/styles.m:other_order", "--arguments X,y,theta,lambda,K,h,n"}, "other_order", "1..K", "columns",
       "[J, grad]"},
      {{"octave/styles.m:two_thetas", "--arguments Theta1,Theta2,X,y,lambda"}, "two_thetas", "1..K", "columns",
       "[J, grad1, grad2]"},
  };
  return rows;
}

// The 30 statements as a function of Octave, its loops closed; `instead` takes the place of the line of S22.
std::string function_of_statements(const std::string& instead = "") {
  std::string body;
  for (const trace::Statement& statement : trace::statements()) {
    if (statement.number == 30) continue;
    const bool is_changed = statement.number == 22 && !instead.empty();
    body += (is_changed ? instead : std::string(statement.octave)) + "\n";
    if (statement.number == 11 || statement.number == 25) body += "end\n";
    if (statement.number == 13) body += "end\n";
  }
  return "function " + std::string(trace::find_statement(30).octave) +
         " = statements(nn_params, n, h, K, X, y, Lambda)\n" + body + "end\n" +
         "function g = sigmoid(z)\n  g = 1 ./ (1 + exp(-z));\nend\n" +
         "function g = sigmoidGradient(z)\n  g = sigmoid(z) .* (1 - sigmoid(z));\nend\n";
}

}  // namespace

TEST_CASE("the Octave lines of the 30 statements are the network; with another line they are not") {
  const std::string right = write_file("statements.m", function_of_statements());
  CHECK(run_gradlab("check --json --no-line --octave '" + right + "'").status == 0);
  const std::string wrong = write_file("statements.m", function_of_statements("d2 = y10(i, :) - a2i;"));
  CHECK(run_gradlab("check --json --no-line --octave '" + wrong + "'").status == 1);
}

TEST_CASE("a report on Octave code shows the statements in Octave") {
  const Run run = run_gradlab("check --explain " + option_for({"octave/styles.m:wrong_bias", ""}));
  CHECK(run.out.find("Octave: ") != std::string::npos);
  CHECK(run.out.find("NumPy: ") == std::string::npos);
}

TEST_CASE("right code of every style agrees on all three networks, and the report says how it was called") {
  std::vector<Code> codes;
  const std::vector<Style> styles = some_of(right_styles());
  for (const Style& style : styles) codes.push_back(style.code);
  check_ahead(codes);
  for (const Style& style : styles) {
    CAPTURE(style.code.file);
    const json report = check_code(style.code);
    CHECK(report["verdict"] == "agree");
    REQUIRE(report["configurations"].size() == 3);
    for (const json& one : report["configurations"]) {
      CHECK(one["verdict"] == "agree");
      CHECK(one["implementations"][0]["cost_verdict"] == "agree");
      CHECK(one["implementations"][0]["agreeing"] == one["network"]["parameters"]);
    }
    CHECK(report["findings"].empty());
    CHECK(report["code"]["function"] == style.function);
    CHECK(report["code"]["labels"] == style.labels);
    CHECK(report["code"]["order"] == style.order);
    CHECK(report["code"]["returns"] == style.returns);
  }
}

TEST_CASE("a wrong gradient is found, and named") {
  const json report = check_code({"octave/styles.m:wrong_bias", ""}, 1);
  CHECK(report["network"]["lambda"] == 3.0);
  CHECK(report["implementations"][0]["disagreeing"] == 5);
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["mistake"].get<std::string>().starts_with("regularized-bias"));
  CHECK(report["findings"][0]["where"]["block"] == "Theta1");
  CHECK(report["findings"][0]["where"]["columns"] == json{0});
}

TEST_CASE("J alone, a function without lambda, a function of theta alone") {
  const json alone = check_code({"octave/styles.m:cost_alone", ""}, 3);
  CHECK(alone["code"]["returns"] == "J alone");
  CHECK(alone["implementations"][0]["checked"] == 0);
  CHECK(check_code({"octave/styles.m:no_lambda", ""})["configurations"].size() == 2);
  const json theta = check_code({"octave/styles.m:quadratic", ""});
  CHECK(theta["code"]["takes"] == "theta");
  CHECK(theta["implementations"][0]["agreeing"] == 5);
}

TEST_CASE("a whole script: what fails at its top level is skipped and told, whatever it clears") {
  const json skipped = check_code({"octave/styles.m:matrices", ""})["code"]["skipped"];
  REQUIRE(skipped.size() == 4);
  CHECK(skipped[0]["line"] == 4);
  CHECK(skipped[0]["error"].get<std::string>().find("ex4data1.mat") != std::string::npos);
}

TEST_CASE("prints, plots and questions at the keyboard are kept apart") {
  const json report = check_code({"octave/styles.m:prints_and_plots", ""});
  CHECK(report["verdict"] == "agree");
  CHECK(report["code"]["printed"]["first"].dump().find("lambda is 0") != std::string::npos);
}

TEST_CASE("every failure is one line that names the thing") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> all = {
      {"crashes", {"failing.m", "signal 11"}},
      {"hangs", {"no answer within 2 s", "--timeout"}},
      {"exits", {"ended with status 3"}},
      {"returns_text", {"the cost should be numbers", "char"}},
      {"returns_half", {"'grad' undefined"}},
      {"returns_nothing", {"returns_nothing returns 0 results", "expected [J, grad]"}},
      {"returns_four", {"should have 43 entries", "has 1"}},
      {"wrong_length", {"should have 43 entries", "has 42"}},
      {"wrong_matrices", {"gradient of Theta1 should be 5 x 5", "is 5 x 4"}},
      {"complex_cost", {"the cost is complex", "expected real"}},
      {"complex_gradient", {"the gradient is complex"}},
      {"integer_cost", {"the cost is made of integers", "int32"}},
      {"integer_gradient", {"the gradient is made of integers", "int32"}},
      {"vector_cost", {"the cost should be one number", "1 x 3"}},
      {"raises", {"in raises", "nonconformant", "--arguments"}},
      {"undefined", {"softmax_of_mine", "undefined"}},
      {"four_arguments", {"four_arguments(theta, X, y, lambda)", "--arguments"}},
      {"no_such_function", {"no_such_function"}},
  };
  const auto rows = some_of(all);
  std::vector<Code> codes;
  for (const auto& [function, parts] : rows) {
    codes.push_back({"octave/failing.m:" + function, function == "hangs" ? "--timeout 2" : ""});
  }
  check_ahead(codes, "");
  for (std::size_t i = 0; i < rows.size(); ++i) refuses_code(codes[i], rows[i].second);
  refuses_code({"octave/broken.m", ""}, {"broken.m cannot be parsed"});
  refuses_code({"octave/missing.m", ""}, {"missing.m", "cannot be read"});
}

TEST_SUITE_END();

}  // namespace test_octave
