// gradlab step without a terminal: the object, the text, and what it refuses. Stepping by keys is test_stepper.cpp's.
#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

namespace test_step {

using nlohmann::json;

namespace {

// The statements in the order in which they come up for the first time.
std::vector<std::string> statements_in_order(const json& report) {
  std::vector<std::string> order;
  std::set<std::string> known;
  for (const json& step : report["steps"]) {
    if (known.insert(step["statement"]).second) order.push_back(step["statement"]);
  }
  return order;
}

std::vector<std::string> one_to_thirty() {
  std::vector<std::string> names;
  for (int k = 1; k <= 30; ++k) names.push_back(fmt::format("S{}", k));
  return names;
}

const json& step_of(const json& report, const std::string& statement) {
  for (const json& step : report["steps"]) {
    if (step["statement"] == statement) return step;
  }
  throw std::out_of_range("no " + statement);
}

// What `gradlab compare --save` wrote of the loop: rows of numbers with 17 digits.
json read_output(const std::string& name) {
  std::ifstream file(scratch_folder() / "traced" / "loop" / (name + ".csv"));
  json rows = json::array();
  for (std::string line; std::getline(file, line);) {
    json row = json::array();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::stod(cell));
    rows.push_back(row);
  }
  REQUIRE_FALSE(rows.empty());
  return rows;
}

json shape_of(const json& value) {
  if (!value.is_array()) return json::array();
  json shape = shape_of(value.front());
  shape.insert(shape.begin(), value.size());
  return shape;
}

}  // namespace

TEST_SUITE_BEGIN("step");

TEST_CASE("30 statements in order, every shape that of its value, loops turn by turn") {
  const json report = run_json("step");
  CHECK(statements_in_order(report) == one_to_thirty());
  CHECK(report["steps"].size() == 9 + 2 * 3 + 2 * 3 + 4 + 8 * 5 + 5);
  std::map<std::string, int> turns;
  for (const json& step : report["steps"]) {
    CAPTURE(step["statement"].get<std::string>());
    if (step["name"] != "return") CHECK(step["shape"] == shape_of(step["value"]));
    CHECK(step["changed"].get<bool>() == (step["changed_entries"].get<int>() > 0));
    const int turn = ++turns[step["statement"]];
    if (!step["loop_count"].is_null()) CHECK(step["loop_count"] == turn);
    else CHECK(turn == 1);
  }
  CHECK(turns["S11"] == 3);
  CHECK(turns["S23"] == 5);
}

TEST_CASE("statements are in NumPy, or in C++ where that is asked for") {
  const std::string numpy = run_gradlab("step --statement S7").out, cpp = run_gradlab("step --statement S7 --language cpp").out;
  CHECK(numpy.find("a1 = sigmoid(X @ Theta1.T)") != std::string::npos);
  CHECK(numpy.find("C++") == std::string::npos);
  CHECK(cpp.find("NumPy") == std::string::npos);
  CHECK(cpp.find("C++, the loop") < cpp.find("C++, vectorized"));
}

TEST_CASE("the values are those that the loop hands to compare, to the last bit") {
  CHECK(run_gradlab("compare --data debug --lambda 3 --save traced").status == 0);
  const json report = run_json("step --lambda 3");
  const json& results = report["steps"].back()["value"];
  const std::map<std::string, std::string> outputs = {{"S14", "cost"},  {"S15", "reg_J"},     {"S26", "grad1"},
                                                      {"S27", "grad2"}, {"S28", "grad1_reg"}, {"S29", "grad2_reg"}};
  for (const auto& output : outputs) {
    const auto& statement = output.first;
    const auto& name = output.second;
    CAPTURE(name);
    const json& value = step_of(report, statement)["value"];
    CHECK(step_of(report, statement)["name"] == name);
    CHECK((value.is_array() ? value : json{{value}}) == read_output(name));
    CHECK(results[name] == value);
  }
  CHECK(step_of(run_json("step --lambda 1"), "S28")["value"] != read_output("grad1_reg"));
  CHECK(step_of(report, "S15")["value"].get<double>() == doctest::Approx(2.1463598150243582).epsilon(1e-15));
}

TEST_CASE("the published costs of the digits exercise") {
  const char* folder = std::getenv("GRADLAB_EXERCISE_DATA");
  if (!folder) {
    MESSAGE("skipped: GRADLAB_EXERCISE_DATA names no folder with ex4data1.mat and ex4weights.mat");
    return;
  }
  const json report = run_json(fmt::format("step --data '{0}/ex4data1.mat' --weights '{0}/ex4weights.mat' --lambda 1 "
                                           "--statement S15", folder));
  CHECK(report["steps"][0]["value"].get<double>() == doctest::Approx(0.383770).epsilon(1.5e-6));  // six digits
}

TEST_CASE("S23 is the product of what it unfolds into") {
  const json steps = run_json("step --statement s23");
  for (const json& step : steps["steps"]) {
    const json& unfolded = step["unfolded"];
    for (std::size_t k = 0; k < 6; ++k) {
      CHECK(step["value"][k].get<double>() ==
            unfolded["product"][k].get<double>() * unfolded["derivative"][k].get<double>());
    }
    CHECK(unfolded["dropped"] == step["value"][0]);
  }
}

TEST_CASE("--example keeps the turn of one example, whose values are those of the whole run") {
  const json whole = run_json("step");
  const json alone = run_json("step --example 3");
  CHECK(alone["window"] == json{3, 3});
  std::vector<json> expected;
  for (const json& step : whole["steps"]) {
    const int number = std::stoi(step["statement"].get<std::string>().substr(1));
    if (number < 18 || number > 25 || step["loop_count"] == 4) expected.push_back(step);
  }
  CHECK(alone["steps"] == json(expected));
}

TEST_CASE("large data are traced for one example, and said so") {
  const json report = run_json("step --data digits --statement S24");
  CHECK(report["window"] == json{0, 0});
  CHECK(report["steps"].size() == 1);
  CHECK(report["steps"][0]["shape"] == json{25, 65});
  CHECK(run_gradlab("step --data digits --statement S24").out.find("example 0 alone of 1,797") != std::string::npos);
  CHECK(run_gradlab("step --statement S24").out.find("alone") == std::string::npos);
}

TEST_CASE("numbers that are not finite are strings") {
  std::string weights;
  for (int i = 0; i < 38; ++i) weights += i < 20 ? "30\n" : "60\n";
  const std::string file = write_file("saturated_step.csv", weights);
  const json report = run_json("step --hidden 5 --weights " + file);
  CHECK(step_of(report, "S14")["value"] == "NaN");
  CHECK(report["steps"].back()["value"]["cost"] == "NaN");
  CHECK(run_gradlab("step --hidden 5 --weights " + file).out.find("cost = NaN") != std::string::npos);
}

TEST_CASE("the text has all statements, by pipe without color, in at most 80 columns") {
  for (const char* arguments : {"step", "step --all", "step --data iris --example 149", "step --data digits"}) {
    CAPTURE(arguments);
    const Run run = run_gradlab(arguments);
    CHECK(run.status == 0);
    CHECK(run.out.find('\033') == std::string::npos);
    CHECK(widest_line(run.out) <= 80);
    for (const std::string& statement : one_to_thirty()) {
      CHECK(run.out.find("\n" + statement + "  ") != std::string::npos);
    }
  }
}

TEST_CASE("examples are counted as people write them") {
  const auto heads = [](const std::string& arguments, const std::string& count) {
    return run_gradlab("step --statement S3 " + arguments).out.find(", " + count + ", lambda") != std::string::npos;
  };
  CHECK(heads("--data iris --examples 1", "1 example"));
  CHECK(heads("", "5 examples"));
  CHECK(heads("--data digits", "1,797 examples"));
}

TEST_CASE("the maths is Greek where the terminal can show it, else spelled out") {
  CHECK(run_shell(fmt::format("LC_ALL=C.UTF-8 '{}' step --statement S7", GRADLAB_PROGRAM)).out.find("A1 = σ(X Θ1')") !=
        std::string::npos);
  const std::string plain = run_gradlab("step --all").out;
  CHECK(plain.find("A1 = sigmoid(X Theta1')") != std::string::npos);
  CHECK(std::all_of(plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
}

TEST_CASE("what there is not is refused in one line") {
  const std::vector<std::pair<std::string, std::string>> refusals = {
      {"--statement S31", "S1 to S30"},  {"--statement d1", "S1 to S30"},     {"--example 5", "expected 0 to 4"},
      {"--example -1", "a whole number"}, {"--lambda nan", "--lambda"},        {"--model linear_regression", "--model"},
      {"--weights none.mat", "none.mat"}, {"--data none.csv", "none.csv"}};
  for (const auto& refusal : refusals) {
    CAPTURE(refusal.first);
    const Run run = run_gradlab("step " + refusal.first);
    CHECK(run.status == 2);
    CHECK(run.out == "");
    CHECK(run.err.find(refusal.second) != std::string::npos);
    CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  }
}

TEST_SUITE_END();

}  // namespace test_step
