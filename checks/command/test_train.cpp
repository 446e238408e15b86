// gradlab train: what it reaches, what it says about its gradient, what it saves, and how Ctrl-C ends it.
#include "run.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace test_train {

using nlohmann::json;
namespace fs = std::filesystem;

TEST_SUITE_BEGIN("train");

namespace {

double sum_of(const json& confusion) {
  double sum = 0;
  for (const json& row : confusion["counts"]) {
    for (const json& count : row) sum += count.get<double>();
  }
  return sum;
}

double trace_of(const json& confusion) {
  double sum = 0;
  for (std::size_t i = 0; i < confusion["counts"].size(); ++i) sum += confusion["counts"][i][i].get<double>();
  return sum;
}

std::vector<double> read_column(const fs::path& path) {
  std::ifstream file(path);
  std::string comment;
  std::getline(file, comment);
  CHECK(comment.starts_with("# gradlab train 1: "));
  std::vector<double> values;
  for (double value; file >> value;) values.push_back(value);
  return values;
}

std::size_t count_files() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(scratch_folder())) ++count;
  return count;
}

}  // namespace

TEST_CASE("with no option: over 97 % of digits that it has not seen, after a gradient check that agrees") {
  const json report = run_json("train");
  CHECK(report["iterations"] == 50);
  CHECK(report["cost_history"].size() == 51);
  CHECK(report["held_out_accuracy"].get<double>() > 0.97);
  CHECK(report["training_accuracy"].get<double>() > 0.97);
  CHECK(report["gradient_check"]["verdict"] == "agree");
  CHECK(report["gradient_check"]["checked"] == 100);
  CHECK(report["network"]["examples"].get<int>() + report["network"]["held_out"].get<int>() == 1797);
  CHECK(report["seed"] == 1);
  const json& confusion = report["held_out_confusion"];
  CHECK(sum_of(confusion) == report["network"]["held_out"].get<double>());
  CHECK(trace_of(confusion) / sum_of(confusion) == report["held_out_accuracy"].get<double>());
  CHECK(confusion["labels"][0] == "0");
}

TEST_CASE("untrained weights guess") {
  const json report = run_json("train --iterations 0");
  CHECK(report["cost_history"].size() == 1);
  CHECK(report["held_out_accuracy"].get<double>() < 0.3);
}

TEST_CASE("the cost falls by either optimizer; gradient descent at alpha 1 never rises") {
  for (const char* optimizer : {"lbfgs", "gradient_descent"}) {
    CAPTURE(optimizer);
    const json report = run_json(std::string("train --iterations 30 --optimizer ") + optimizer);
    const auto history = report["cost_history"].get<std::vector<double>>();
    CHECK(history.size() == 31);
    for (std::size_t i = 1; i < history.size(); ++i) CHECK(history[i] < history[i - 1]);
  }
}

TEST_CASE("the same seed gives the same result, another seed another; the replay line repeats it") {
  const json first = run_json("train --iterations 5 --seed 7");
  const json again = run_json(first["replay"].get<std::string>().substr(std::string("gradlab ").size()));
  const json other = run_json("train --iterations 5 --seed 8");
  CHECK(first["cost_history"] == again["cost_history"]);
  CHECK(first["held_out_confusion"] == again["held_out_confusion"]);
  CHECK(first["cost_history"] != other["cost_history"]);
}

TEST_CASE("a wrong gradient is found before the start, and trains worse; the exit status says so") {
  const json wrong = run_json("train --implementation missing-derivative", 1);
  CHECK(wrong["gradient_check"]["verdict"] == "disagree");
  CHECK(wrong["gradient_check"]["disagreeing"].get<int>() > 10);
  CHECK(wrong["held_out_accuracy"].get<double>() < run_json("train")["held_out_accuracy"].get<double>());
  const Run text = run_gradlab("train --implementation missing-derivative");
  CHECK(text.out.find("DISAGREES") != std::string::npos);
}

TEST_CASE("the saved weights are those that were trained: the next run starts where this one ended") {
  const json first = run_json("train --iterations 10 --save trained.csv");
  CHECK(read_column(scratch_folder() / "trained.csv").size() == 1885);
  const json next = run_json("train --iterations 0 --weights trained.csv");
  CHECK(next["cost_history"][0] == first["cost_history"][10]);
  CHECK(next["held_out_confusion"] == first["held_out_confusion"]);

  const json by_columns = run_json("train --iterations 10 --order columns --save by_columns.csv");
  CHECK(read_column(scratch_folder() / "by_columns.csv") != read_column(scratch_folder() / "trained.csv"));
  const json back = run_json("train --iterations 0 --order columns --weights by_columns.csv");
  CHECK(back["cost_history"][0] == first["cost_history"][10]);
  CHECK(run_json("check --parameters 40 --weights trained.csv")["verdict"] == "agree");
}

TEST_CASE("linear regression has a cost but no accuracy; scaled, it is saved for the data as they came") {
  const std::string model = "train --model linear_regression --lambda 0 --held-out 0 ";
  const json plain = run_json(model + "--iterations 200 --save plain.csv");
  CHECK(plain["training_accuracy"].is_null());
  CHECK(plain["held_out_accuracy"].is_null());
  CHECK(plain["held_out_cost"].is_null());
  CHECK(plain["ending"] == "converged");
  const json scaled =
      run_json(model + "--scale --optimizer gradient_descent --alpha 0.5 --iterations 3000 --save scaled.csv");
  const auto one = read_column(scratch_folder() / "plain.csv"), other = read_column(scratch_folder() / "scaled.csv");
  REQUIRE(one.size() == 4);
  REQUIRE(other.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(one[i] == doctest::Approx(other[i]).epsilon(1e-5));
  // The same two unscaled: at alpha 0.01, 3,000 steps are far from enough.
  run_json(model + "--optimizer gradient_descent --iterations 3000 --save slow.csv");
  CHECK(read_column(scratch_folder() / "slow.csv")[0] != doctest::Approx(one[0]).epsilon(1e-2));
}

TEST_CASE("logistic regression tells one flower from the rest") {
  const json report = run_json("train --model logistic_regression --positive 0 --lambda 0 --iterations 20");
  CHECK(report["held_out_accuracy"] == 1.0);
  CHECK(report["held_out_confusion"]["labels"] == json{"rest", "0"});
}

TEST_CASE("too large an alpha: the cost rises, or leaves the finite numbers, and both are said") {
  const std::string line = "train --optimizer gradient_descent --alpha ";
  CHECK(run_json(line + "50 --iterations 20", 1)["ending"] == "iterations_done");
  CHECK(run_gradlab(line + "50 --iterations 20").out.find("ROSE") != std::string::npos);
  const std::string raw = "train --model linear_regression --optimizer gradient_descent --iterations 2000 --alpha ";
  CHECK(run_json(raw + "1", 1)["ending"] == "not_finite");
  CHECK(run_json(raw + "0.01", 0)["ending"] == "iterations_done");
}

TEST_CASE("Ctrl-C saves what there is, and says so; what was saved can be used") {
  const std::string line = std::string("timeout --preserve-status -s INT 2 '") + GRADLAB_PROGRAM +
                           "' train --optimizer gradient_descent --alpha 0.1 --iterations 100000000 --save stopped.csv";
  const Run run = run_shell(line);
  CHECK(run.status == 130);
  CHECK(run.err.find("interrupted after") != std::string::npos);
  CHECK(run.err.find("stopped.csv") != std::string::npos);
  CHECK(run.out.find("answered right") != std::string::npos);
  CHECK(read_column(scratch_folder() / "stopped.csv").size() == 1885);
  const json next = run_json("train --iterations 0 --weights stopped.csv");
  CHECK(next["cost_history"][0].get<double>() < run_json("train --iterations 0")["cost_history"][0].get<double>());
}

TEST_CASE("the report fits 80 columns, plain through a pipe") {
  for (const char* arguments :
       {"train --iterations 5", "train --data debug", "train --model linear_regression",
        "train --model logistic_regression --scale", "train --iterations 0", "train --implementation flipped-sign"}) {
    CAPTURE(arguments);
    const Run run = run_gradlab(arguments);
    std::istringstream lines(run.out);
    for (std::string text; std::getline(lines, text);) CHECK(text.size() <= 80);
    CHECK(run.out.find('\033') == std::string::npos);
    CHECK(run.err.empty());
  }
}

TEST_CASE("bad input is one line, and leaves no file behind") {
  const std::size_t before = count_files();
  const auto refuses = [](const std::string& arguments, const std::string& part) {
    const Run run = run_gradlab("train " + arguments);
    INFO(arguments << " -> " << run.err);
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    CHECK(run.err.find(part) != std::string::npos);
  };
  refuses("--optimizer adam", "lbfgs, gradient_descent");
  refuses("--iterations -1", "--iterations");
  refuses("--iterations many", "--iterations");
  refuses("--alpha 0", "alpha");
  refuses("--alpha nan", "--alpha");
  refuses("--held-out 1", "--held-out");
  refuses("--held-out nan", "--held-out");
  refuses("--held-out -0.1", "--held-out");
  refuses("--data debug --examples 1", "leaves none to train on");
  refuses("--examples 5000", "--held-out 0");
  refuses("--save weights.mat", ".csv");
  refuses("--save no/such/folder/weights.csv", "no/such/folder");
  refuses("--implementation flippedsign", "flipped-sign");
  refuses("--weights no/such/weights.csv", "no/such/weights.csv");
  refuses("--model linear_regression --hidden 3", "--hidden");
  CHECK(count_files() <= before + 2);  // what the last run printed
}

TEST_CASE("the real exercise data: at least 96 % after 50 iterations of L-BFGS at lambda 1 from random weights") {
  const char* folder = std::getenv("GRADLAB_EXERCISE_DATA");
  if (!folder) {
    MESSAGE("skipped: GRADLAB_EXERCISE_DATA names no folder with ex4data1.mat and ex4weights.mat");
    return;
  }
  const std::string data = std::string("train --held-out 0 --data ") + folder + "/ex4data1.mat";
  const json report = run_json(data + " --lambda 1 --iterations 50");
  CHECK(report["training_accuracy"].get<double>() >= 0.96);
  CHECK(report["held_out_accuracy"].is_null());
  const json given = run_json(data + " --iterations 0 --weights " + folder + "/ex4weights.mat");
  CHECK(given["training_accuracy"] == 0.9752);  // published
}

TEST_SUITE_END();

}  // namespace test_train
