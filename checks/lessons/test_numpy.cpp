// The NumPy code that the lessons show is run, and gives what the C++ beside it gives.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/models/regression/linear/loop.hpp"
#include "gradlab/models/regression/logistic/loop.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/trace/statements.hpp"
#include "regenerate.hpp"
#include "run.hpp"
#include "teach/exercises/attempt.hpp"
#include "teach/files.hpp"
#include "terminal/text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace test_numpy {

using namespace gradlab;
using namespace gradlab::teach;

namespace {

const std::filesystem::path tutorials = std::filesystem::path(GRADLAB_SOURCE) / "tutorials";
const std::filesystem::path whole_function = tutorials / "04_forward_pass" / "nnCostFunction.py";

bool there() {
  static const bool found = std::system("python3 -c 'import numpy' >/dev/null 2>&1") == 0;
  if (!found) MESSAGE("skipped: python3 with NumPy was not found");
  return found;
}

// Of each file one process.
Matrices call(const std::filesystem::path& file, const std::string& function, const Json& arguments) {
  static std::map<std::filesystem::path, std::unique_ptr<Attempt>> attempts;
  std::unique_ptr<Attempt>& attempt = attempts[file];
  if (!attempt) attempt = std::make_unique<Attempt>(file, Language::python, std::vector<std::string>{function});
  return attempt->call(function, arguments);
}

// The largest difference, as a share of the largest entry.
double distance(const arma::mat& one, const arma::mat& other) {
  if (one.n_elem != other.n_elem) return arma::datum::inf;
  return arma::abs(arma::vectorise(one) - arma::vectorise(other)).max() / arma::abs(other).max();
}

// All six results of the file's nnCostFunction against the loop's.
double distance_to_loop(const std::filesystem::path& file, double Lambda) {
  const neural_network::Problem p = neural_network::debug_network(Lambda);
  const neural_network::CostAndGradients loop = neural_network::loop::nn_cost_function(p);
  const Matrices found = call(file, "nnCostFunction", list_of(to_argument(p.theta), 3, 5, 3, to_argument(p.X),
                                                              to_argument(p.y), Lambda));
  REQUIRE(found.size() == 6);
  const Matrices right = {arma::mat(1, 1).fill(loop.cost),  loop.grad1,     loop.grad2,
                          arma::mat(1, 1).fill(loop.reg_J), loop.grad1_reg, loop.grad2_reg};
  double largest = 0;
  for (std::size_t i = 0; i < right.size(); ++i) largest = std::max(largest, distance(found[i], right[i]));
  return largest;
}

constexpr double rounding = 1e-12;

// Four examples with two inputs each, and labels of 0 and 1.
const arma::mat inputs = {{0.5, 2}, {-1.5, 1}, {2, -0.25}, {-0.25, 3}};
const arma::vec targets = {1, 0, 1, 0};
const arma::vec start = {0.5, -1, 0.25};

}  // namespace

TEST_SUITE_BEGIN("numpy");

TEST_CASE("the NumPy function of 30 statements gives the loop's six results") {
  if (!there()) return;
  for (const double Lambda : {0.0, 1.0, 3.0}) CHECK(distance_to_loop(whole_function, Lambda) <= rounding);
  // Its twin drops the wrong entry of d1.
  std::string text = read_text(whole_function);
  text.replace(text.find("d1[1:]"), 6, "d1[:-1]");
  const std::filesystem::path twin = scratch_folder() / "wrong_bias_dropped.py";
  write_text(twin, text);
  CHECK(distance_to_loop(twin, 1) > 1e-3);
}

TEST_CASE("its statements are those that the stepper shows, in their order") {
  for (const trace::Statement& statement : trace::statements()) {
    const std::string fence =
        fmt::format("```live code tutorials/04_forward_pass/nnCostFunction.py S{}\n", statement.number);
    const std::string block = regenerate(fence + "```\n", {}, GRADLAB_SOURCE);
    std::string joined;
    for (const std::string& line : terminal::split_lines(block.substr(fence.size()))) {
      if (line == "```") break;
      const std::size_t begin = line.find_first_not_of(' ');
      const std::string code = line.substr(begin, line.find("  # S") - begin);
      joined += (joined.empty() || joined.back() == '(' ? "" : " ") + code;
    }
    CHECK(joined == statement.numpy);
  }
}

TEST_CASE("lesson 1: the path of gradient descent") {
  if (!there()) return;
  const arma::mat X = arma::join_rows(arma::ones(4, 1), inputs);
  arma::mat path = start.t();
  for (int step = 0; step < 5; ++step) {
    const arma::vec theta = path.tail_rows(1).t();
    const arma::vec gradient = linear_regression::loop::cost_function(theta, inputs, targets, 0).grad;
    path.insert_rows(path.n_rows, arma::rowvec((theta - 0.1 * gradient).t()));
  }
  const Json arguments = list_of(to_argument(X), to_argument(targets), to_argument(start), 0.1, 5);
  CHECK(distance(call(tutorials / "01_minimizing/lesson.py", "descend", arguments)[0], path) <= rounding);
}

TEST_CASE("lesson 2: cost and gradient of logistic regression") {
  if (!there()) return;
  const regression::CostAndGradient right = logistic_regression::loop::cost_function(start, inputs, targets, 0);
  const Matrices found = call(tutorials / "02_logistic_regression/lesson.py", "cost_function",
                              list_of(to_argument(start), to_argument(inputs), to_argument(targets)));
  REQUIRE(found.size() == 2);
  CHECK(std::abs(found[0](0) - right.cost) <= rounding);
  CHECK(distance(found[1], right.grad) <= rounding);
}

TEST_CASE("lesson 3: an optimizer of any gradient") {
  if (!there()) return;
  const arma::mat A = {{2, 0.5}, {0.5, 1}};
  const arma::vec b = {1, -1};
  arma::vec theta = {3, 4};
  const Json arguments = list_of(to_affine_argument(A, b), to_argument(theta), 0.1, 7);
  for (int step = 0; step < 7; ++step) theta -= 0.1 * (A * theta - b);
  CHECK(distance(call(tutorials / "03_gradient_and_optimizer/lesson.py", "descend", arguments)[0], theta) <= rounding);
}

TEST_CASE("lesson 7: the sigmoid's derivative") {
  if (!there()) return;
  const arma::mat z = {{-2, 0}, {0.5, 37}};
  CHECK(distance(call(whole_function, "sigmoidGradient", list_of(to_argument(z)))[0], sigmoid_gradient(z)) <= rounding);
}

TEST_CASE("lesson 11: central differences") {
  if (!there()) return;
  const arma::vec t = {0.5, 1, -2};
  const arma::vec right = {std::exp(0.5) * std::sin(1.0) + 4, std::exp(0.5) * std::cos(1.0), -2};
  const auto error_of = [&](double step) {
    return distance(call(tutorials / "11_numerical_gradient/lesson.py", "central", list_of(to_argument(t), step))[0],
                    right);
  };
  CHECK(error_of(1e-4) < 1e-8);
  CHECK(error_of(1e-1) > 1e-4);  // the error of a central difference grows with the square of its step
}

TEST_CASE("lesson 14: both gradients without a loop") {
  if (!there()) return;
  const neural_network::Problem p = neural_network::debug_network();
  const neural_network::Weights weights = weights_of(p);
  const neural_network::CostAndGradients right = neural_network::vectorized::nn_cost_function(p);
  const Matrices found = call(tutorials / "14_vectorizing/lesson.py", "gradients",
                              list_of(to_argument(weights.Theta1), to_argument(weights.Theta2), to_argument(p.X),
                                      to_argument(neural_network::one_hot(p.y, 3))));
  REQUIRE(found.size() == 2);
  CHECK(distance(found[0], right.grad1) <= rounding);
  CHECK(distance(found[1], right.grad2) <= rounding);
}

TEST_SUITE_END();

}  // namespace test_numpy
