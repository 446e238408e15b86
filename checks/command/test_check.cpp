// gradlab check: the report, the JSON and the exit status, for right code and for wrong code.
#include "run.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace test_check {

using nlohmann::json;

TEST_SUITE_BEGIN("check");

namespace {

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

bool has_keys(const json& object, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    if (!object.contains(key)) {
      MESSAGE("missing: " << key << " in " << json(keys_of(object)).dump());
      return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("with no option: the embedded digits, every parameter, both implementations, agreeing") {
  const json report = run_json("check");
  CHECK(report["verdict"] == "agree");
  CHECK(report["network"] == json{{"inputs", 64}, {"hidden", 25}, {"labels", 10}, {"examples", 1797}, {"lambda", 1.0},
                                  {"parameters", 1885}});
  REQUIRE(report["implementations"].size() == 2);
  for (const json& implementation : report["implementations"]) {
    CHECK(implementation["checked"] == 1885);
    CHECK(implementation["agreeing"] == 1885);
    CHECK(implementation["blocks"].size() == 2);
  }
  CHECK(report["stands_alone"].empty());
}

TEST_CASE("the JSON has every documented key") {
  const json report = run_json("check --data debug");
  CHECK(has_keys(report, {"verdict", "seed", "replay", "network", "numeric", "implementations", "stands_alone",
                          "findings", "blind_spots"}));
  CHECK(has_keys(report["network"], {"inputs", "hidden", "labels", "examples", "lambda", "parameters"}));
  CHECK(has_keys(report["numeric"], {"method", "evaluations", "seconds", "largest_error_estimate"}));
  const json& implementation = report["implementations"][0];
  CHECK(has_keys(implementation, {"name", "cost", "reg_J", "seconds", "verdict", "checked", "agreeing", "disagreeing",
                                  "undecided", "blocks"}));
  const json& block = implementation["blocks"][0];
  CHECK(has_keys(block, {"name", "rows", "columns", "norm_ratio", "worst"}));
  CHECK(has_keys(block["worst"], {"row", "column", "analytic", "numeric", "error", "relative_error"}));
}

TEST_CASE("the debug network has its published cost, by every witness") {
  for (const auto& [lambda, cost] :
       {std::pair{0, 2.1009505699024649}, {1, 2.1160869849430960}, {3, 2.1463598150243582}}) {
    const json report = run_json("check --data debug --lambda " + std::to_string(lambda));
    for (const json& implementation : report["implementations"]) {
      CHECK(implementation["reg_J"].get<double>() == doctest::Approx(cost).epsilon(1e-15));
      CHECK(implementation["cost"].get<double>() == doctest::Approx(2.1009505699024649).epsilon(1e-15));
    }
  }
}

TEST_CASE("a wrong implementation disagrees, exits with 1, and its worst entry is named") {
  const json report = run_json("check --data debug --implementation flipped-sign", 1);
  CHECK(report["verdict"] == "disagree");
  CHECK(report["implementations"][0]["disagreeing"].get<int>() > 30);
  const Run text = run_gradlab("check --data debug --implementation flipped-sign --explain");
  CHECK(text.status == 1);
  CHECK(text.out.find("DISAGREE") != std::string::npos);
  CHECK(text.out.find("worst entry  Theta") != std::string::npos);
  CHECK(text.out.find("> ") != std::string::npos);
}

TEST_CASE("of three witnesses the one that stands alone is named") {
  const json one = run_json("check --data debug --implementation loop --implementation missing-derivative", 1);
  REQUIRE(one["stands_alone"].size() >= 1);
  CHECK(one["stands_alone"][0]["block"] == "Theta1");
  CHECK(one["stands_alone"][0]["witness"] == "missing-derivative");
  const json both =
      run_json("check --data debug --lambda 3 --implementation missing-mean --implementation missing-mean", 1);
  REQUIRE(both["stands_alone"].size() >= 1);
  CHECK(both["stands_alone"][0]["witness"] == "numerical");
}

TEST_CASE("every model and every method agrees") {
  for (const char* model : {"linear_regression", "logistic_regression"}) {
    CHECK(run_json(std::string("check --model ") + model)["verdict"] == "agree");
  }
  for (const char* method : {"central", "ridders", "complex_step", "auto"}) {
    CHECK(run_json(std::string("check --data debug --method ") + method)["verdict"] == "agree");
  }
}

TEST_CASE("a sample covers every block") {
  const json report = run_json("check --parameters 40");
  for (const json& block : report["implementations"][0]["blocks"]) CHECK(block["checked"].get<int>() >= 2);
  CHECK(report["implementations"][0]["checked"] == 40);
}

TEST_CASE("the same seed gives the same figures, another seed others; the replay line repeats the check") {
  const json first = run_json("check --examples 50 --seed 7");
  const json again = run_json(first["replay"].get<std::string>().substr(std::string("gradlab ").size()));
  const json other = run_json("check --examples 50 --seed 8");
  CHECK(first["implementations"][0]["reg_J"] == again["implementations"][0]["reg_J"]);
  CHECK(first["implementations"][0]["reg_J"] != other["implementations"][0]["reg_J"]);
}

TEST_CASE("saturated weights leave the loop's cost undecided, never wrong") {
  const std::string weights = write_file("saturated.csv", [] {
    std::string text;
    for (int i = 0; i < 38; ++i) text += i < 20 ? "30\n" : "60\n";
    return text;
  }());
  const json report = run_json("check --data debug --hidden 5 --weights " + weights, 3);
  CHECK(report["verdict"] == "undecided");
  CHECK(report["implementations"][0]["disagreeing"] == 0);
  const Run text = run_gradlab("check --data debug --hidden 5 --weights " + weights);
  CHECK(text.out.starts_with("UNDECIDED: "));
  CHECK(text.out.find("5 of 5 examples saturate") != std::string::npos);
}

TEST_CASE("the report fits 80 columns and has no escape codes through a pipe") {
  for (const char* arguments : {"check", "check --explain", "check --implementation derivative-of-activation --explain",
                                "check --data debug --explain", "check --model linear_regression --explain", ""}) {
    const Run run = run_gradlab(arguments);
    CHECK(widest_line(run.out) <= 80);
    CHECK(run.out.find('\033') == std::string::npos);
    CHECK(run.err.empty());
  }
}

TEST_CASE("the real exercise data: published costs, all 10,285 weights") {
  const char* folder = std::getenv("GRADLAB_EXERCISE_DATA");
  if (!folder) {
    MESSAGE("skipped: GRADLAB_EXERCISE_DATA names no folder with ex4data1.mat and ex4weights.mat");
    return;
  }
  const std::string files = std::string("--data ") + folder + "/ex4data1.mat --weights " + folder + "/ex4weights.mat";
  const json report = json::parse(run_gradlab("check " + files + " --lambda 1 --json").out);
  CHECK(report["verdict"] == "agree");
  CHECK(report["network"]["parameters"] == 10285);
  for (const json& implementation : report["implementations"]) {
    CHECK(implementation["reg_J"].get<double>() == doctest::Approx(0.383770).epsilon(0.5e-6 / 0.38));
    CHECK(implementation["cost"].get<double>() == doctest::Approx(0.287629).epsilon(0.5e-6 / 0.28));
    CHECK(implementation["agreeing"] == 10285);
  }
}

TEST_CASE("Ctrl-C ends a check, and shows what has been checked so far") {
  const std::string line = std::string("timeout --preserve-status -s INT 3 '") + GRADLAB_PROGRAM +
                           "' check --examples 100000 --method ridders --threads 1";
  const Run run = run_shell(line);
  CHECK(run.status == 130);
  CHECK(run.out.find("interrupted after ") != std::string::npos);
  CHECK(run.out.find(" of 1885 entries") != std::string::npos);
  CHECK(run_gradlab("check --data debug --method ridders --threads 1").out.find("interrupted") == std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_check
