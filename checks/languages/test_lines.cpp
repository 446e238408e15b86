// The first wrong line of a learner's file: faults are planted in right files, and the answer must be where they are.
// lines/trial.py does the same with some hundred faults, drawn at random.
#include "code.hpp"
#include "gradlab/languages/test_points.hpp"
#include "gradlab/lines/match.hpp"
#include "gradlab/lines/quantity.hpp"
#include "gradlab/models/network/loop.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace test_lines {

using nlohmann::json;
namespace nn = gradlab::neural_network;

TEST_SUITE_BEGIN("lines");

namespace {

json check_path(const std::string& path, int expected_status, const std::string& more = "") {
  return run_json("check --line-seconds 100 --python '" + path + "' " + more, expected_status);  // however slow it is
}

struct Fault {
  std::string right, wrong;
  std::string kind;
  int first, last;
  std::string text;  // in the answer
};

const std::vector<Fault>& faults() {
  static const std::vector<Fault> all = {
      {"sigmoidGradient(z2)", "sigmoidGradient(sigmoid(z2))", "wrong_line", 32, 32, "sigmoid(z2)"},
      {"g * (1 - g)", "g * (1 + g)", "wrong_line", 10, 10, "1 + g"},
      {"1.0 + np.exp(-z)", "1.0 - np.exp(-z)", "wrong_line", 5, 5, "1.0 - np.exp(-z)"},
      {"np.log(1 - a3)", "np.log(a3)", "wrong_line", 27, 27, ""},
      {"(2.0 * m)", "(1.0 * m)", "wrong_line", 28, 28, ""},
      {"delta3 = a3 - Y", "delta3 = Y - a3", "wrong_line", 31, 31, "Y - a3"},
      {"Theta1_grad[:, 1:] += Lambda", "Theta1_grad[:, 1:] += 0 * Lambda", "wrong_line", 37, 37, "0"},
      {"Theta1_grad[:, 1:] += Lambda / m * Theta1[:, 1:]", "pass", "missing_step", 33, 39, "Theta1_grad"},
      {"delta3.T.dot(a2) / m", "delta3.T.dot(a2)", "missing_step", 34, 38, "Theta2_grad"}};
  return all;
}

}  // namespace

TEST_CASE("a planted fault is named in its own line, and what is tried there mends it") {
  if (!has_numpy()) return;
  for (const Fault& fault : some_of(faults())) {
    CAPTURE(fault.wrong);
    const json report = check_path(plant("python/classic.py", fault.right, fault.wrong), 1);
    REQUIRE(!report["lines"].empty());
    for (const json& line : report["lines"]) {
      CAPTURE(line.dump());
      CHECK(line["kind"] == fault.kind);
      CHECK(line["first"] >= fault.first);
      CHECK(line["last"] <= fault.last);
      CHECK(line["text"].get<std::string>().find(fault.text) != std::string::npos);
      CHECK(line["tried"] == true);
    }
  }
}

TEST_CASE("a planted fault of an Octave file is named in its own line, and the remedy speaks in the file's names") {
  const std::string path = plant("octave/nnCostFunction.m", "h - yv", "yv - h");
  const json report = run_json("check --line-seconds 100 --octave '" + path + "'", 1);
  REQUIRE(report["lines"].size() == 1);
  const json& line = report["lines"][0];
  CHECK(line["kind"] == "wrong_line");
  CHECK(line["first"] == 24);
  CHECK(line["last"] == 24);
  CHECK(line["text"] == "yv - h");
  CHECK(line["instead"] == "delta3");
  CHECK(report["findings"][0]["remedy"] == "The output error is h - yv.");
}

TEST_CASE("in an Octave file without ends, of loops and helpers, the line of the loop is named" *
          doctest::test_suite("thorough")) {
  const std::string path = plant("octave_styles/matlab_labels.m", "hk - yk", "yk - hk");
  const json report = run_json("check --line-seconds 100 --octave '" + path + "'", 1);
  REQUIRE(report["lines"].size() == 1);
  CHECK(report["lines"][0]["kind"] == "wrong_line");
  CHECK(report["lines"][0]["first"] == 21);
  CHECK(report["lines"][0]["text"] == "yk - hk");
}

TEST_CASE("a sum to which nothing is added lacks a step, and the line that reads it is not blamed" *
          doctest::test_suite("thorough")) {
  const std::string path = plant("octave/oneExampleAtATime.m", "J = J - sum(yt .* log(a3) + (1 - yt) .* log(1 - a3));", "");
  const json report = run_json("check --line-seconds 100 --octave '" + path + "'", 1);
  REQUIRE(report["lines"].size() == 1);
  CHECK(report["lines"][0]["kind"] == "missing_step");
  CHECK(report["lines"][0]["first"] == 6);
}

TEST_CASE("right Octave files have no wrong line") {
  for (const char* file : {"octave_styles/examples_in_columns.m", "octave_styles/matlab_labels.m"}) {
    CAPTURE(file);
    CHECK(run_json("check --octave '" + path_of(file) + "'", 0)["lines"].empty());
  }
}

TEST_CASE("right files of several styles are accused of nothing") {
  if (!has_numpy()) return;
  for (const char* file : {"python/classic.py", "right/einsum.py", "as_written/right/class_8.py"}) {
    CAPTURE(file);
    CHECK(check_path(path_of(file), 0)["lines"].empty());
  }
}

TEST_CASE("the report says the line in the learner's own names, and what is right before") {
  if (!has_numpy()) return;
  const Run run = run_gradlab("check --explain --line-seconds 100 --python '" + plant("python/classic.py", "sigmoidGradient(z2)",
                                                         "sigmoidGradient(sigmoid(z2))") + "'");
  CHECK(run.status == 1);
  CHECK(run.out.find("line 32: `sigmoid(z2)` is used where z2 belongs") != std::string::npos);
  CHECK(run.out.find("z2 (line 22)") != std::string::npos);
  const std::size_t begin = run.out.find("  your file");
  REQUIRE(begin != std::string::npos);
  CHECK(widest_line(run.out.substr(begin, run.out.find("\n\n", begin) - begin)) <= 80);
}

TEST_CASE("--no-line looks for none") {
  if (!has_numpy()) return;
  const std::string path = plant("python/classic.py", "a3 - Y", "Y - a3");
  CHECK(check_path(path, 1)["lines"].size() == 1);
  CHECK(check_path(path, 1, "--no-line")["lines"].empty());
}

TEST_CASE("a search without time for it says so") {
  if (!has_numpy()) return;
  const std::string path = plant("python/classic.py", "a3 - Y", "Y - a3"), over = "ran out of time";
  const json late = run_json("check --line-seconds 0.001 --python " + path, 1), in_time = check_path(path, 1);
  CHECK(late["lines"].empty());
  CHECK(late["report"]["summary"].get<std::string>().find(over) != std::string::npos);
  CHECK(in_time["report"]["summary"].get<std::string>().find(over) == std::string::npos);
  const json right = run_json("check --line-seconds 0.001 --python " + path_of("python/classic.py"));
  CHECK(right["report"]["summary"].get<std::string>().find(over) == std::string::npos);
}

TEST_CASE("a line of a notebook is told with its cell") {
  if (!has_numpy()) return;
  const json report = check_path(path_of("as_written/wrong/no_penalty_15.ipynb"), 1);
  REQUIRE(report["lines"].size() == 1);
  CHECK(report["lines"][0]["where"] == "cell 4, lines 17-18");
}

TEST_CASE("what the code prints while lines are looked for is not heard") {
  if (!has_numpy()) return;
  const std::string path = plant("python/classic.py", "delta3 = a3 - Y", "print('here'); delta3 = Y - a3");
  const json with = check_path(path, 1), without = check_path(path, 1, "--no-line");
  CHECK(with["lines"].size() == 1);
  CHECK(with["code"]["printed"]["lines"] == without["code"]["printed"]["lines"]);
}

// ---- The quantities that lines are compared with ----

namespace {

const gradlab::lines::Quantity& named(const std::vector<gradlab::lines::Quantity>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

gradlab::languages::Value value_of(const arma::mat& matrix) {
  return {{matrix.n_rows, matrix.n_cols}, gradlab::languages::ValueKind::real,
          arma::vec(gradlab::lines::by_rows(matrix))};
}

}  // namespace

TEST_CASE("the quantities end in what the loop gives") {
  const nn::Problem problem = gradlab::languages::random_network({4, 6, 3}, 9, 1.7, 11).problem;
  const auto quantities = gradlab::lines::quantities_of(problem);
  const nn::CostAndGradients wanted = nn::loop::nn_cost_function(problem);
  CHECK(named(quantities, "J").value()(0) == doctest::Approx(wanted.reg_J).epsilon(1e-12));
  CHECK(named(quantities, "J without penalty").value()(0) == doctest::Approx(wanted.cost).epsilon(1e-12));
  CHECK(arma::approx_equal(named(quantities, "the gradient of Theta1").value(), wanted.grad1_reg, "absdiff", 1e-12));
  CHECK(arma::approx_equal(named(quantities, "the gradient of Theta2").value(), wanted.grad2_reg, "absdiff", 1e-12));
  CHECK(arma::approx_equal(named(quantities, "Delta1").value() / 9, wanted.grad1, "absdiff", 1e-12));
}

TEST_CASE("a value is known up to transposition, but not up to any other shape or the least difference") {
  const nn::Problem problem = gradlab::languages::random_network({4, 6, 3}, 9, 1.7, 11).problem;
  const auto quantities = gradlab::lines::quantities_of(problem);
  const gradlab::lines::Matcher matcher(quantities);
  const arma::mat z2 = named(quantities, "z2").value();
  const auto name_of = [&](const arma::mat& matrix) {
    const gradlab::lines::Match match = matcher.match(value_of(matrix));
    return match.is_quantity() ? quantities[match.quantity].name : std::string();
  };
  CHECK(name_of(z2) == "z2");
  CHECK(name_of(z2.t()) == "z2");
  CHECK(name_of(arma::reshape(z2, 6, 9)) == "");
  CHECK(name_of(z2 * (1 + 1e-6)) == "");
}

TEST_SUITE_END();

}  // namespace test_lines
