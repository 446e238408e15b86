// Code that is right in another way than ours: it is recognized, and a wrong one of each kind is not called right.
#include "code.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace test_recognized {

using nlohmann::json;

TEST_SUITE_BEGIN("recognized");

namespace {

std::set<std::string> names_in(const json& report) {
  std::set<std::string> names;
  for (const json& finding : report["findings"]) {
    names.insert(finding["mistake"].is_null() ? "unknown" : finding["mistake"].get<std::string>());
  }
  return names;
}

std::string evidence_in(const json& report) {
  std::string all;
  for (const json& finding : report["findings"]) all += finding["evidence"].get<std::string>() + "\n";
  return all;
}

struct Right {
  std::string file, remark;
};

struct Wrong {
  std::string file;
  std::set<std::string> names;
  std::string evidence;
};

template <class Row>
void check_all_ahead(const std::string& folder_and_kind, const std::vector<Row>& rows) {
  std::vector<Code> codes;
  for (const Row& row : rows) codes.push_back({folder_and_kind + row.file + ".py", ""});
  check_ahead(codes);
}

}  // namespace

TEST_CASE("right code that is not ours agrees, and a remark says what it is") {
  if (!has_numpy()) return;
  const std::vector<Right> rows = some_of<Right>({
      {"guard_lambda", "lambda is fixed at 0.3 in the code"},
      {"guard_one", "the logarithm of the output holds a guard of 1e-09"},
      {"guard_shift", "the logarithms hold a guard of 5e-09"},
      {"half", "cost and gradient are both 1/2 times those of the exercise"},
      {"lambda_fixed", "lambda is fixed at 0.5 in the code"},
      {"linear", "linear outputs with the squared error"},
      {"m_fixed", "m is fixed at 5000 in the code"},
      {"penalty_over_2", "its penalty is lambda/2 times the sum of squares, not divided by m"},
      {"relu", "ReLU hidden units, sigmoid outputs"},
      {"relu_softmax_fixed", "lambda is fixed at 0.01 in the code"},
      {"softmax", "sigmoid hidden units, softmax outputs"},
      {"softmax_guard", "the logarithms hold a guard of 1e-09"},
      {"softmax_reg", "softmax outputs"},
      {"softmax_zero", "softmax outputs"},
      {"square", "sigmoid outputs with the squared error"},
      {"square_mean", "sigmoid outputs with the squared error"},
      {"tanh", "tanh hidden units"},
  });
  check_all_ahead("recognized/right_", rows);
  for (const Right& row : rows) {
    CAPTURE(row.file);
    const json report = check_code({"recognized/right_" + row.file + ".py", ""});
    CHECK(report["verdict"] == "agree");
    CHECK(report["findings"].empty());
    CHECK(remarks_in(report).find(row.remark) != std::string::npos);
  }
}

TEST_CASE("wrong code of the same kinds disagrees, and what is wrong is named") {
  if (!has_numpy()) return;
  const std::vector<Wrong> rows = some_of<Wrong>({
      {"both_times", {"constant-ratio", "unknown"}, ""},
      {"cost_times", {"unknown"}, "the gradient is right"},
      {"guard_1e6", {"guard-in-logarithm"}, "log(a2 + 1e-06)"},
      {"guard_grad", {"sigmoid-for-derivative"}, ""},
      {"guard_lambda", {"regularized-bias (only Theta2)"}, ""},
      {"guard_penalty", {"wrong-penalty"}, ""},
      {"half", {"scaled-cost"}, "1/2 times the right cost"},
      {"labels_broadcast", {"half-cross-entropy", "flipped-sign"}, ""},
      {"lambda_fixed", {"regularized-bias (only Theta1)"}, ""},
      {"lambda_fixed_bias_in_cost", {"cost-regularizes-bias"}, ""},
      {"m_fixed", {}, ""},
      {"penalty_over_2", {"wrong-penalty"}, ""},
      {"relu", {"derivative-of-sigmoid (a1*(1-a1))"}, ""},
      {"slope_0", {"wrong-sigmoid-gradient (zero)"}, ""},
      {"slope_z", {"wrong-sigmoid-gradient (z*(1-z))"}, ""},
      {"softmax", {"constant-ratio"}, "2 times"},
      {"square", {"squared-error"}, ""},
      {"sum_for_mean", {"missing-mean", "scaled-cost", "unscaled-regularization"}, ""},
      {"tanh", {"derivative-of-sigmoid (a1*(1-a1))"}, ""},
      {"x_changed", {"changes-argument"}, ""},
  });
  check_all_ahead("recognized/wrong_", rows);
  for (const Wrong& row : rows) {
    CAPTURE(row.file);
    const json report = check_code({"recognized/wrong_" + row.file + ".py", ""}, 1);
    CHECK(report["verdict"] == "disagree");
    if (!row.names.empty()) CHECK(names_in(report) == row.names);
    CHECK(evidence_in(report).find(row.evidence) != std::string::npos);
    CHECK(evidence_in(report).find(": 1 times") == std::string::npos);
  }
}

TEST_CASE("a gradient that fits neither cost is judged by the squared error that the code has, unless it begins as ours") {
  if (!has_numpy()) return;
  const auto check = [](const std::string& right, const std::string& wrong) {
    return run_json("check --line-seconds 100 --python " + plant("as_written/right/sum_divided_later.py", right, wrong), 1);
  };
  const json flipped = check("(out - Y) * out", "(Y - out) * out");
  CHECK(names_in(flipped) == std::set<std::string>{"flipped-sign"});
  CHECK(flipped["implementations"][0]["cost_verdict"] == "agree");
  CHECK(flipped["lines"].empty());  // which are looked for in our network alone
  const json ours = check("(out - Y) * out * (1 - out)", "out - Y");
  CHECK(names_in(ours) == std::set<std::string>{"squared-error"});
  CHECK(ours["implementations"][0]["cost_verdict"] == "disagree");
}

TEST_CASE("parts that a file defines are tried by themselves, and a right one is not accused") {
  if (!has_numpy()) return;
  const json report = check_code({"recognized/wrong_parts.py", ""}, 1);
  const json& parts = report["code"]["wrong_parts"];
  REQUIRE(parts.size() == 3);
  CHECK(parts[0]["function"] == "sigmoidGradient");
  CHECK(parts[0]["explanation"].get<std::string>().find("at z = 0 it gives 0, 0.25 is right") != std::string::npos);
  CHECK(parts[1]["function"] == "predict");
  CHECK(parts[2]["function"] == "randInitializeWeights");
  CHECK(check_code({"recognized/right_parts.py", ""})["code"]["wrong_parts"].empty());
  const Run text = run_gradlab("check --explain " + option_for({"recognized/wrong_parts.py", ""}));
  CHECK(text.out.find("your sigmoidGradient is not the slope of the sigmoid") != std::string::npos);
}

TEST_CASE("parts in Octave lie in files beside the cost") {
  if (run_shell("octave-cli --version").status != 0) return;
  const json report = check_code({"octave_parts/nnCostFunction.m", ""}, 1);
  REQUIRE(report["code"]["wrong_parts"].size() == 1);
  CHECK(report["code"]["wrong_parts"][0]["explanation"].get<std::string>().find("z*(1-sigmoid(z))") !=
        std::string::npos);
  CHECK(check_code({"octave/nnCostFunction.m", ""})["code"]["wrong_parts"].empty());
}

TEST_CASE("a function of theta that disagrees has findings") {
  if (!has_numpy()) return;
  const std::vector<Wrong> rows = {
      {"penalty", {"wrong-penalty"}, "theta(1:) is off by exactly -0.3 * theta(1:)"},
      {"ratio", {"constant-ratio"}, "2 times the right gradient"},
      {"same", {"same-at-every-theta"}, "the same numbers"},
      {"cost_still", {"same-at-every-theta"}, "3 points"},
      {"perm", {"entries-out-of-place"}, "from last to first"},
      {"some", {"unknown"}, "(2, 5)"},
  };
  check_all_ahead("theta/", rows);
  for (const Wrong& row : rows) {
    CAPTURE(row.file);
    const json report = check_code({"theta/" + row.file + ".py", ""}, 1);
    CHECK(names_in(report) == row.names);
    CHECK(evidence_in(report).find(row.evidence) != std::string::npos);
  }
  CHECK(check_code({"theta/right.py", ""})["findings"].empty());
}

TEST_CASE("a template is called that") {
  if (!has_numpy()) return;
  refuses_code({"theta/unwritten.py", ""}, {"nothing is written yet"});
  refuses_code({"recognized/unwritten.py", ""}, {"nothing is written yet"});
}

TEST_SUITE_END();

}  // namespace test_recognized
