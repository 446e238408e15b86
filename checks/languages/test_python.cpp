// Python as learners write it: every shape of function, argument and result, every failure, each by a real python3.
#include "code.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace test_python {

using nlohmann::json;

TEST_SUITE_BEGIN("python");

namespace {

// A file, and how the report says that it was called.
struct Style {
  Code code;
  std::string function, labels, label_shape, order, container, returns;
};

const std::vector<Style>& right_styles() {
  static const std::vector<Style> rows = {
      {{"python/classic.py", ""}, "nnCostFunction", "1..K", "column", "rows", "array", "(J, flat gradient)"},
      {{"python/by_columns.py", ""}, "cost", "1..K", "column", "columns", "array", "(J, flat gradient)"},
      {{"python/matrices.py", ""}, "nn_cost", "1..K", "column", "rows", "array", "(J, grad1, grad2)"},
      {{"python/lists.py", ""}, "cost_and_gradient", "1..K", "column", "rows", "array", "(J, flat gradient)"},
      {{"python/six_results.py", ""}, "nnCostFunc", "1..K", "column", "rows", "array", "the six results"},
      {{"python/dictionary.py", ""}, "loss", "1..K", "column", "rows", "array", "a dict of J and grad1, grad2"},
      {{"python/zero_based.py", ""}, "nn_cost_function", "0..K-1", "column", "rows", "array", "(J, flat gradient)"},
      {{"python/zero_based_quiet.py", ""}, "backprop", "0..K-1", "column", "rows", "array", "(J, flat gradient)"},
      {{"python/one_hot.py", ""}, "cost_function", "one-hot", "column", "rows", "array", "(J, flat gradient)"},
      {{"python/flat_labels.py", ""}, "costFunction", "1..K", "flat", "rows", "array", "(J, flat gradient)"},
      {{"python/np_matrix.py", ""}, "nnCost", "1..K", "column", "rows", "matrix", "(J, flat gradient)"},
      {{"python/two_functions.py:network_cost,network_gradient", ""}, "network_cost,network_gradient", "1..K", "column",
       "rows", "array", "J, and flat gradient"},
      {{"python/two_functions.py", ""}, "network_cost,network_gradient", "1..K", "column", "rows", "array",
       "J, and flat gradient"},
      {{"python/other_order.py", "--arguments X,y,n,h,K,lambda,theta"}, "nn_cost", "1..K", "column", "rows", "array",
       "(J, flat gradient)"},
      {{"python/two_thetas.py", "--arguments Theta1,Theta2,X,y,lambda"}, "cost", "1..K", "column", "rows", "array",
       "(J, flat gradient)"},
      {{"python/with_matplotlib/plots.py", ""}, "nnCostFunction", "1..K", "column", "rows", "array",
       "(J, flat gradient)"},
  };
  return rows;
}

template <class Row>
std::vector<Code> codes_of(const std::vector<Row>& rows) {
  std::vector<Code> codes;
  for (const Row& row : rows) codes.push_back(row.code);
  return codes;
}

}  // namespace

TEST_CASE("right code of every style agrees on all three networks, and the report says how it was called") {
  check_ahead(codes_of(right_styles()));
  for (const Style& style : right_styles()) {
    CAPTURE(style.code.file);
    const json report = check_code(style.code);
    CHECK(report["verdict"] == "agree");
    REQUIRE(report["configurations"].size() == 3);
    CHECK(report["findings"].empty());
    for (const json& one : report["configurations"]) {
      const json& code = one["implementations"][0];
      CHECK(one["verdict"] == "agree");
      CHECK(code["name"] == style.function);
      CHECK(code["cost_verdict"] == "agree");
      CHECK(code["agreeing"] == one["network"]["parameters"]);
    }
    const json& code = report["code"];
    CHECK(code["function"] == style.function);
    CHECK(code["labels"] == style.labels);
    CHECK(code["label_shape"] == style.label_shape);
    CHECK(code["order"] == style.order);
    CHECK(code["container"] == style.container);
    CHECK(code["returns"] == style.returns);
  }
}

TEST_CASE("the cost is the published one of the checking network, lambda 0 and 3") {
  const json report = check_code({"python/classic.py", ""});
  const json& networks = report["configurations"];
  CHECK(networks[0]["implementations"][0]["reg_J"].get<double>() == doctest::Approx(2.1009505699024649).epsilon(1e-14));
  CHECK(networks[1]["implementations"][0]["reg_J"].get<double>() == doctest::Approx(2.1463598150243582).epsilon(1e-14));
  CHECK(networks[0]["network"] == json{{"inputs", 3}, {"hidden", 5}, {"labels", 3}, {"examples", 5}, {"lambda", 0.0},
                                       {"parameters", 38}});
  CHECK(networks[2]["network"] == json{{"inputs", 6}, {"hidden", 4}, {"labels", 4}, {"examples", 9}, {"lambda", 1.0},
                                       {"parameters", 48}});
}

TEST_CASE("code for labels 0..K-1 that takes 1..K without a word is right, and whoever has 1..K is told") {
  CHECK(check_code({"python/zero_based_quiet.py", ""})["code"]["remarks"].size() == 1);
  CHECK(check_code({"python/zero_based.py", ""})["code"]["remarks"].empty());
  CHECK(check_code({"python/classic.py", ""})["code"]["remarks"].empty());
}

TEST_CASE("a wrong gradient, right at lambda 0: the top level is the first network that disagrees") {
  const json report = check_code({"python/wrong_bias.py", ""}, 1);
  CHECK(report["verdict"] == "disagree");
  CHECK(report["network"]["lambda"] == 3.0);
  CHECK(report["configurations"][0]["verdict"] == "agree");
  const json& code = report["implementations"][0];
  CHECK(code["cost_verdict"] == "agree");
  CHECK(code["disagreeing"] == 5);
  CHECK(code["blocks"][0]["disagreeing"] == 5);
  CHECK(report["stands_alone"][0]["witness"] == "nnCostFunction");
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["implementation"] == "nnCostFunction");
  CHECK(report["findings"][0]["mistake"] == "regularized-bias (only Theta1)");
  CHECK(report["findings"][0]["where"]["block"] == "Theta1");
  CHECK(report["findings"][0]["where"]["columns"] == json{0});
  const Run text = run_once("check " + option_for({"python/wrong_bias.py", ""}) + " --explain");
  CHECK(text.out.find("The cost is right, the gradient is not.") != std::string::npos);
}

TEST_CASE("a wrong cost beside a right gradient: the cost is to blame") {
  const json report = check_code({"python/wrong_cost.py", ""}, 1);
  CHECK(report["implementations"][0]["cost_verdict"] == "disagree");
  CHECK(report["stands_alone"][0]["witness"] == "numerical");
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["mistake"] == "cost-regularizes-bias");
  CHECK(report["findings"][0]["where"]["block"].is_null());
  const Run text = run_gradlab("check --explain " + option_for({"python/wrong_cost.py", ""}));
  CHECK(text.out.find("The gradient is right, the cost is not") != std::string::npos);
}

TEST_CASE("a wrong cost that no difference of its own can see: found beside our network") {
  const json report = check_code({"python/wrong_labels.py", ""}, 1);
  CHECK(report["code"]["labels"] == "1..K");
  CHECK(report["findings"][0]["mistake"] == "shifted-labels (one up)");
  for (const json& one : report["configurations"]) {
    CHECK(one["implementations"][0]["cost_verdict"] == "disagree");
    CHECK(one["implementations"][0]["agreeing"] == one["network"]["parameters"]);
  }
}

TEST_CASE("J alone: only the cost is judged") {
  const json report = check_code({"python/cost_alone.py", ""}, 3);  // no agreement without a gradient
  CHECK(report["code"]["returns"] == "J alone");
  CHECK(report["troubles"].back()["kind"] == "no_gradient");
  CHECK(report["implementations"][0]["checked"] == 0);
  CHECK(report["implementations"][0]["cost_verdict"] == "agree");
  const json wrong = check_code({"python/wrong_cost_alone.py", ""}, 1);
  CHECK(wrong["implementations"][0]["cost_verdict"] == "disagree");
  CHECK(wrong["findings"][0]["mistake"] == "scaled-cost");
}

TEST_CASE("a function without lambda is checked where lambda is 0") {
  const json report = check_code({"python/no_lambda.py", "--arguments theta,X,y,n,h,K"});
  REQUIRE(report["configurations"].size() == 2);
  for (const json& one : report["configurations"]) CHECK(one["network"]["lambda"] == 0.0);
  refuses_code({"python/no_lambda.py", "--arguments theta,X,y,n,h,K --lambda 2"}, {"--lambda", "takes none"});
}

TEST_CASE("a function of theta alone, right and wrong") {
  const json right = check_code({"python/theta_only.py", ""});
  CHECK(right["code"]["function"] == "rosenbrock");
  CHECK(right["code"]["takes"] == "theta");
  CHECK(right["network"]["parameters"] == 3);
  CHECK(right["implementations"][0]["agreeing"] == 3);
  const json wrong = check_code({"python/theta_only.py:wrong", ""}, 1);
  CHECK(wrong["implementations"][0]["disagreeing"] == 1);
  const std::string point = write_file("point.csv", "1\n2\n3\n");
  CHECK(check_code({"python/theta_only.py", "--weights " + point})["implementations"][0]["reg_J"] == 201.0);
  refuses_code({"python/theta_only.py:rosenbrock", "--length 4"}, {"rosenbrock", "ValueError", "too many values"});
  refuses_code({"python/theta_only.py", "--data debug"}, {"--data", "theta alone"});
}

TEST_CASE("a whole script: what fails at its top level is skipped and told, the function is had all the same") {
  const json report = check_code({"python/whole_script.py", ""});
  CHECK(report["verdict"] == "agree");
  const json& skipped = report["code"]["skipped"];
  REQUIRE(skipped.size() >= 5);
  CHECK(skipped[0]["line"] == 9);
  CHECK(skipped[0]["error"].get<std::string>().find("ex4data1.mat") != std::string::npos);
  CHECK(skipped.dump().find("ran for more than") != std::string::npos);
  CHECK(skipped.dump().find("EOF") != std::string::npos);
  CHECK(skipped.dump().find("exit(no data)") != std::string::npos);
  const json& printed = report["code"]["printed"];
  CHECK(printed["lines"].get<int>() > 100);
  CHECK(printed["first"].dump().find("called with lambda 0.0") != std::string::npos);
  const Run text = run_gradlab("check --explain " + option_for({"python/whole_script.py", ""}));
  CHECK(text.out.find("| called with lambda 0.0") != std::string::npos);
  CHECK(text.out.find("line 9: FileNotFoundError") != std::string::npos);
  CHECK(text.err.empty());
}

TEST_CASE("a flood of prints does no harm, and no escape code reaches the terminal") {
  const Run text = run_gradlab("check --explain " + option_for({"python/failing.py:floods", ""}));
  CHECK(text.status == 0);
  CHECK(text.out.find('\033') == std::string::npos);
  CHECK(text.out.size() < 5000);
}

TEST_CASE("single precision is told, and never called wrong") {
  const Run run = run_gradlab("check --json " + option_for({"python/single_precision.py", ""}));
  const json report = json::parse(run.out);
  CHECK(report["verdict"] != "disagree");
  CHECK(report["implementations"][0]["disagreeing"] == 0);
  CHECK(report["troubles"].dump().find("single_precision") != std::string::npos);
}

bool blames_cost(const json& report) {
  return std::any_of(report["findings"].begin(), report["findings"].end(),
                     [](const json& finding) { return finding["where"]["block"].is_null(); });
}

TEST_CASE("a right cost in single precision is right beside a wrong gradient, at every seed" *
          doctest::test_suite("thorough")) {
  std::vector<Code> codes;
  for (const int seed : {1, 2, 10, 21, 37}) {
    codes.push_back({"python/wholly_single.py:wrong_gradient", fmt::format("--seed {}", seed)});
  }
  check_ahead(codes);
  for (const Code& code : codes) {
    CAPTURE(code.more);
    const json report = check_code(code, 1);
    CHECK(!blames_cost(report));
    for (const json& one : report["configurations"]) CHECK(one["implementations"][0]["cost_verdict"] == "agree");
  }
}

TEST_CASE("a cost that is off by more than its own precision is wrong" * doctest::test_suite("thorough")) {
  for (const char* file : {"python/wholly_single.py:wrong_cost", "python/barely_wrong.py"}) {
    CAPTURE(file);
    const json report = check_code({file, ""}, 1);
    CHECK(blames_cost(report));
    for (const json& one : report["configurations"]) CHECK(one["implementations"][0]["cost_verdict"] == "disagree");
  }
}

TEST_CASE("infinite and undefined results disagree") {
  CHECK(check_code({"python/failing.py:infinite", ""}, 1)["implementations"][0]["reg_J"] == "Infinity");
}

TEST_CASE("every failure is one line that names the thing") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> rows = {
      {"crashes", {"failing.py", "signal 11", "about to crash"}},
      {"hangs", {"no answer within 0.5 s", "--timeout"}},
      {"hangs_later", {"no answer within 0.5 s"}},
      {"exits", {"exit(3)", "instead of returning"}},
      {"vanishes", {"ended with status 4"}},
      {"returns_text", {"the cost should be numbers", "str"}},
      {"returns_nothing", {"None", "return missing"}},
      {"returns_five", {"a tuple of 5", "expected (J, gradient)"}},
      {"wrong_length", {"should have 43 entries", "has 42", "bias"}},
      {"wrong_matrices", {"gradient of Theta1 should be 5 x 5", "is 5 x 4"}},
      {"complex_cost", {"the cost is complex", "expected real"}},
      {"complex_gradient", {"the gradient is complex", "expected real"}},
      {"integer_cost", {"the cost is made of integers", "int64"}},
      {"integer_gradient", {"the gradient is made of integers", "int64", "dtype=float"}},
      {"vector_cost", {"the cost should be one number", "(7,)"}},
      {"raises", {"failing.py, line 86", "ValueError: matmul", "--arguments"}},
      {"never_defined", {"NameError", "expit"}},
      {"four_arguments", {"four_arguments(theta, X, y, lam)", "--arguments"}},
      {"no_such_function", {"no_such_function", "there are: crashes"}},
  };
  std::vector<Code> codes;
  for (const auto& [function, parts] : rows) {
    codes.push_back({"python/failing.py:" + function, function.starts_with("hangs") ? "--timeout 0.5" : ""});
  }
  check_ahead(codes, "");
  for (std::size_t i = 0; i < rows.size(); ++i) refuses_code(codes[i], rows[i].second);
  refuses_code({"python/no_function.py", ""}, {"predict(Theta1, Theta2, X)", "--arguments"});
  refuses_code({"python/syntax_error.py", ""}, {"syntax_error.py, line 1", "no valid Python"});
  refuses_code({"python/missing.py", ""}, {"missing.py", "cannot be read"});
  refuses_code({"python", ""}, {"is a folder"});
  refuses_code({"python/classic.py", "--arguments theta,weights"}, {"--arguments", "'weights'"});
  refuses_code({"python/classic.py", "--implementation loop"}, {"--implementation"});
  refuses_code({"python/classic.py", "--exec true"}, {"only one"});
}

TEST_CASE("what one network leaves open another settles; what no network could show is told") {
  const json report = check_code({"python/wrong_bias.py", ""}, 1);
  CHECK(report["configurations"][0]["findings"].empty());
  CHECK(report["configurations"][0]["blind_spots"].size() > report["blind_spots"].size());
  for (const json& spot : report["blind_spots"]) CHECK(spot["mistake"] == "saturation");
}

TEST_CASE("the report fits 80 columns") {
  std::vector<Code> codes;
  for (const std::string& file : some_of<std::string>({"wrong_bias.py", "classic.py", "wrong_labels.py",
                                                        "whole_script.py", "zero_based_quiet.py", "theta_only.py",
                                                        "cost_alone.py", "failing.py:floods"})) {
    codes.push_back({"python/" + file, ""});
  }
  check_ahead(codes, "");
  check_ahead(codes, "--explain");
  for (const Code& code : codes) {
    for (const char* more : {"", " --explain"}) {
      std::istringstream lines(run_once("check " + option_for(code) + more).out);
      for (std::string line; std::getline(lines, line);) {
        const bool is_replay = line.find("/languages/learners/") != line.npos;  // it has the path of these tests
        CHECK_MESSAGE((line.size() <= 80 || is_replay), line);
      }
    }
  }
}

TEST_CASE("other networks by the usual options") {
  CHECK(check_code({"python/classic.py", "--lambda 2"})["configurations"].size() == 2);
  const json hidden = check_code({"python/classic.py", "--hidden 3"});
  CHECK(hidden["network"]["hidden"] == 3);
  const json digits = check_code({"python/classic.py", "--data digits --examples 20 --hidden 3 --parameters 30"});
  CHECK(digits["network"]["inputs"] == 64);
  CHECK(digits["implementations"][0]["checked"] == 30);
}

TEST_CASE("nothing is imported from the folder that gradlab starts in, and nothing is left there") {
  write_file("json.py", "raise SystemExit('the wrong json')\n");
  write_file("numpy.py", "raise SystemExit('the wrong numpy')\n");
  write_file("classic.py", "raise SystemExit('the wrong neighbor')\n");
  CHECK(run_json("check " + option_for({"python/by_columns.py", ""}))["verdict"] == "agree");  // not one of before
  for (const char* name : {"json.py", "numpy.py", "classic.py"}) std::filesystem::remove(scratch_folder() / name);
  CHECK(!std::filesystem::exists(scratch_folder() / "__pycache__"));
  CHECK(!std::filesystem::exists(std::filesystem::path(GRADLAB_CHECKS_DIR) / "languages/learners/python/__pycache__"));
}

TEST_CASE("code that changes its arguments is right, and told so; code that does not has no such note") {
  const json report = check_code({"unlisted/labels_counted_down.py", ""});
  REQUIRE(report["troubles"].size() == 1);
  CHECK(report["troubles"][0]["kind"] == "changes_argument");
  CHECK(report["troubles"][0]["evidence"].get<std::string>().find("y is another one") != std::string::npos);
  CHECK(check_code({"python/classic.py", ""})["troubles"].empty());
}

TEST_CASE("a cost that does not follow theta is blamed, not the gradient, which is right") {
  const json report = check_code({"unlisted/activations_kept.py", ""}, 1);
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["where"]["block"].is_null());
  CHECK(report["findings"][0]["explanation"] == "J is right at theta, but does not follow theta as it is changed.");
}

TEST_CASE("what another network shows is told with its name") {
  const json findings = check_code({"unlisted/sign_and_bias_sum.py", ""}, 1)["findings"];
  REQUIRE(findings.size() == 3);
  CHECK(findings[0]["network"].is_null());
  CHECK(findings[0]["where"]["columns"] == json{0});
  CHECK(findings[1]["network"] == "3-5-3, m = 5, lambda 3");
  const Run text = run_gradlab("check --explain " + option_for({"unlisted/sign_and_bias_sum.py", ""}));
  CHECK(text.out.find("is wrong with 3-5-3, m = 5, lambda 3\n") != std::string::npos);
}

// ---- Points, precision, state and chance ----

namespace {

std::string troubles_of(const json& report) {
  std::string kinds;
  for (const json& trouble : report["troubles"]) {
    const std::string kind = trouble["kind"];
    if (kinds.find(kind) == kinds.npos) kinds += (kinds.empty() ? "" : " ") + kind;
  }
  return kinds;
}

}  // namespace

TEST_CASE("a file's own theta of zeros is taken, and a second point beside it") {
  const json right = check_code({"python/zero_start.py:right", ""});
  CHECK(right["blind"] == "theta is all 0");
  REQUIRE(right["points"].size() == 1);
  CHECK(right["points"][0]["agreeing"] == 4);
  for (const char* name : {"penalty_forgotten", "minus_three", "always_zero"}) {
    CAPTURE(name);
    const json wrong = check_code({fmt::format("python/zero_start.py:{}", name), ""}, 1);
    CHECK(wrong["implementations"][0]["verdict"] == "agree");
    CHECK(wrong["points"][0]["verdict"] == "disagree");
  }
  const Run text = run_gradlab("check --explain " + option_for({"python/zero_start.py:minus_three", ""}));
  CHECK(text.out.find("theta is all 0: there a wrong gradient may look right") != std::string::npos);
}

TEST_CASE("--points checks a function of theta at several points, and is refused for a network") {
  CHECK(check_code({"python/theta_only.py", "--points 3"})["points"].size() == 2);
  CHECK(check_code({"python/theta_only.py", ""})["points"].empty());
  refuses_code({"python/classic.py", "--points 2"}, {"--points", "network"});
}

TEST_CASE("few bits are named for what they are, and judged by their own rounding") {
  CHECK(troubles_of(check_code({"python/few_bits.py:exact", ""})).empty());
  CHECK(troubles_of(check_code({"python/few_bits.py:gradient_in_float32", ""})) == "single_precision");
  check_code({"python/few_bits.py:wrong_in_float32", ""}, 1);
  CHECK(troubles_of(check_code({"python/few_bits.py:theta_in_float32", ""})) == "single_precision");
  const json half = json::parse(run_gradlab("check --json " + option_for({"python/few_bits.py:all_in_half", ""})).out);
  CHECK(troubles_of(half) == "half_precision");
  CHECK(half["verdict"] != "disagree");
}

TEST_CASE("state and chance are told apart, and small chance leaves no doubt") {
  CHECK(troubles_of(check_code({"python/changing.py:counts", ""}, 3)) == "keeps_state");
  CHECK(troubles_of(check_code({"python/changing.py:trembles", ""})) == "not_deterministic");
  check_code({"python/changing.py:trembles_wrong", ""}, 1);
  CHECK(troubles_of(check_code({"python/changing.py:doubles_cost,doubles_grad", ""})) == "changes_argument");
}

TEST_CASE("a file may name typical sizes and bounds, and options name others") {
  const json right = check_code({"python/sized.py:cost,gradient", ""});
  CHECK(right["implementations"][0]["agreeing"] == 2);
  CHECK(right["implementations"][0]["blocks"][0]["edges"] == 1);
  CHECK(right["troubles"].empty());  // it raises where it is asked below its bound
  check_code({"python/sized.py:cost,wrong_gradient", ""}, 1);

  const json unbounded = check_code({"python/sized.py:cost,gradient", "--lower=nan"});
  CHECK(unbounded["troubles"][0]["kind"] == "throws");
  const std::string sizes = write_file("sizes.csv", "1e-9\n2\n");
  CHECK(check_code({"python/sized.py:cost,gradient", "--upper 1,5 --typical-size " + sizes})["verdict"] == "agree");
  refuses_code({"python/sized.py:cost,gradient", "--lower 0.5"}, {"theta(0) should lie from 0.5 (lower)"});
  refuses_code({"python/sized.py:cost,gradient", "--typical-size 1,2,3"},
               {"typical_size should have 1 entry", "has 3"});
  refuses_code({"python/sized.py:cost,gradient", "--typical-size tiny"},
               {"--typical-size should be a number", "'tiny'"});
  refuses("check --typical-size 1", {"--typical-size is for code of your own"});
}

TEST_CASE("a cost that does not answer in time away from theta is started anew, a few times") {
  const std::string text = "import os, time\nimport numpy as np\ntheta0 = np.array([0.5, 0.25])\ncalls = 0\n"
                           "def f(t):\n    global calls\n    calls += 1\n"
                           "    if calls == 40 and not os.path.exists('{0}'):\n"
                           "        open('{0}', 'w').close()\n        time.sleep(1000)\n"
                           "    return np.exp(t[0]) + t[1] ** 2, np.array([np.exp(t[0]), {1} * t[1]])\n";
  for (const char* factor : {"2", "2.1"}) {
    const std::string marker = write_file("marker", "");
    std::filesystem::remove(marker);
    const std::string file = write_file("once.py", fmt::format(fmt::runtime(text), marker, factor));
    const bool is_right = std::string(factor) == "2";
    const json once = run_json("check --timeout 2 --no-line --python " + file, is_right ? 0 : 1);
    REQUIRE(once["troubles"].size() == 1);
    CHECK(once["troubles"][0]["kind"] == "does_not_return");
  }
  refuses_code({"python/sized.py:always_hanging_cost,gradient", "--timeout 1"},
               {"no answer within 1 s", "times away from theta"});
}

TEST_CASE("an expensive cost keeps within its budget, and the report says what that gives up") {
  const json right = check_code({"python/sized.py:slow_cost,gradient", "--budget 3"});
  CHECK(right["plan"]["effort"] == "four_costs");
  CHECK(right["numeric"]["evaluations"].get<int>() < 60);
  CHECK(right["plan"]["given_up"].size() >= 3);
  check_code({"python/sized.py:slow_cost,wrong_gradient", "--budget 3"}, 1);
  CHECK(check_code({"python/sized.py:cost,gradient", "--budget 100"})["plan"]["effort"] == "full");
  const Run run = run_gradlab("check --explain --budget 3 --python " GRADLAB_CHECKS_DIR
                              "/languages/learners/python/sized.py:slow_cost,gradient");
  CHECK(run.out.find("given up") != std::string::npos);
  CHECK(run.err.find("for a budget of 3 s") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_python
