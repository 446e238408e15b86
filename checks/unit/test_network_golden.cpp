// Both twins of the network against figures that other programs made: the 3-5-3 network in 60-digit arithmetic, the
// table that courses print, and the digits exercise where its data are at hand.
#include "exercise.hpp"
#include "golden.hpp"
#include "read_text.hpp"

#include "gradlab/check/compare_outputs.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace test_network_golden {

using namespace gradlab;
using namespace gradlab::neural_network;
using arma::mat, arma::vec;

namespace {

struct Twin {
  std::string name;
  CostAndGradients (*cost_function)(const Problem&);
};

const std::vector<Twin> twins = {{"loop", loop::nn_cost_function}, {"vectorized", vectorized::nn_cost_function}};

// A handful of additions of numbers near 1 in another order than the golden program's.
constexpr std::uint64_t cost_ulps = 4;
// 38 sums of five products each, in double precision.
constexpr double debug_tolerance = 1e-14;
// 5,000 examples: sums of as many products, in another order than the golden program's.
constexpr double exercise_tolerance = 1e-12;

Weights regularized_gradient(const CostAndGradients& result) { return {result.grad1_reg, result.grad2_reg}; }

// The largest difference of an entry, in units of the largest golden entry of all.
double deviation(const Weights& gradient, const Weights& golden) {
  const vec right = unroll(golden);
  const vec difference = arma::abs(unroll(gradient) - right);
  if (difference.has_nan()) return arma::datum::nan;  // max() may pass over it
  return difference.max() / arma::abs(right).max();
}

// The block with its entries where those of its transpose should be: what a gradient reshaped in the wrong order is.
mat transposed_in_place(const mat& block) {
  return neural_network::reshape(unroll(block, Order::by_columns), block.n_rows, block.n_cols, Order::by_rows);
}

Weights transposed_in_place(const Weights& gradient, bool first) {
  if (first) return {transposed_in_place(gradient.Theta1), gradient.Theta2};
  return {gradient.Theta1, transposed_in_place(gradient.Theta2)};
}

const LayerSizes debug_sizes = {3, 5, 3};

CostAndGradients run_debug_network(const Twin& twin, double Lambda) {
  return twin.cost_function(debug_network(Lambda));
}

CostAndGradients run_exercise(const Twin& twin, const Exercise& exercise, double Lambda) {
  return twin.cost_function({{400, 25, 10}, unroll(exercise.weights), exercise.X, exercise.y, Lambda});
}

// The label whose output is the largest; the sigmoid changes no order, but plays its part between the layers.
arma::uword count_right(const Exercise& exercise) {
  const vec ones(exercise.X.n_rows, arma::fill::ones);
  const mat a1 = 1 / (1 + arma::exp(-arma::join_rows(ones, exercise.X) * exercise.weights.Theta1.t()));
  const mat z2 = arma::join_rows(ones, a1) * exercise.weights.Theta2.t();
  return arma::accu(arma::index_max(z2, 1) + 1 == exercise.y);
}

}  // namespace

TEST_SUITE_BEGIN("network golden");

TEST_CASE("the debug network is the one whose figures are known") {
  const Problem network = debug_network();
  std::istringstream text(read_text("golden/debug_3-5-3_data.csv"));
  mat rows;
  REQUIRE(rows.load(text, arma::csv_ascii));
  rows.shed_row(0);  // the header
  CHECK(arma::abs(network.X - rows.cols(1, 3)).max() <= 1e-17);
  CHECK(arma::all(network.y == arma::conv_to<arma::uvec>::from(rows.col(4))));
}

TEST_CASE("the costs of the debug network are right to 4 units in the last place") {
  for (const Twin& twin : twins) {
    CAPTURE(twin.name);
    for (const Golden& golden : read_golden("debug_3-5-3", debug_sizes)) {
      CAPTURE(golden.Lambda);
      CHECK(check::count_ulps(run_debug_network(twin, golden.Lambda).reg_J, golden.cost) <= cost_ulps);
      CHECK_FALSE(check::count_ulps(golden.cost * (1 + 2e-15), golden.cost) <= cost_ulps);
    }
    CHECK(run_debug_network(twin, 0).cost == run_debug_network(twin, 0).reg_J);
    CHECK(run_debug_network(twin, 3).cost == run_debug_network(twin, 0).cost);
  }
}

TEST_CASE("each of the 38 gradient entries of the debug network is right to 1e-14 of the largest") {
  const std::vector<Golden> all = read_golden("debug_3-5-3", debug_sizes);
  for (const Twin& twin : twins) {
    CAPTURE(twin.name);
    for (const Golden& golden : all) {
      CAPTURE(golden.Lambda);
      const CostAndGradients result = run_debug_network(twin, golden.Lambda);
      CHECK(deviation(regularized_gradient(result), golden.gradient) <= debug_tolerance);
      CHECK(deviation({result.grad1, result.grad2}, all[0].gradient) <= debug_tolerance);
    }
  }
}

TEST_CASE("a flipped sign, an entry off by a millionth and a transposed block are seen") {
  for (const Golden& golden : read_golden("debug_3-5-3", debug_sizes)) {
    CAPTURE(golden.Lambda);
    const Weights& right = golden.gradient;
    CHECK(deviation(right, right) == 0);
    CHECK(deviation({-right.Theta1, -right.Theta2}, right) > debug_tolerance);
    for (arma::uword i = 0; i < 38; ++i) {
      CAPTURE(i);
      Weights wrong = right;
      double& entry = i < 20 ? wrong.Theta1(i) : wrong.Theta2(i - 20);
      entry *= -1;
      CHECK(deviation(wrong, right) > debug_tolerance);
      entry *= -1;
      entry += 1e-6;
      CHECK(deviation(wrong, right) > debug_tolerance);
      entry = arma::datum::nan;
      CHECK_FALSE(deviation(wrong, right) <= debug_tolerance);
    }
    CHECK(deviation(transposed_in_place(right, true), right) > debug_tolerance);
    CHECK(deviation(transposed_in_place(right, false), right) > debug_tolerance);
  }
}

TEST_CASE("the gradients round to the table that courses print") {
  std::istringstream text(read_text("golden/public_table.csv"));
  mat table;
  REQUIRE(table.load(text, arma::csv_ascii));
  table.shed_row(0);  // the header
  const std::vector<double> last_digit = {1e-10, 1e-7, 1e-9};
  const std::vector<double> Lambdas = {0, 1, 3};
  for (const Twin& twin : twins) {
    CAPTURE(twin.name);
    for (arma::uword i = 0; i < 3; ++i) {
      CAPTURE(Lambdas[i]);
      const vec gradient = unroll(regularized_gradient(run_debug_network(twin, Lambdas[i])), Order::by_columns);
      const vec printed = table.col(i + 1);
      REQUIRE(printed.n_elem == gradient.n_elem);
      const double half_a_digit = last_digit[i] * (0.5 + 1e-6);  // the table's own decimals are binary numbers here
      CHECK(arma::abs(gradient - printed).max() <= half_a_digit);
      const vec by_rows = unroll(regularized_gradient(run_debug_network(twin, Lambdas[i])), Order::by_rows);
      CHECK_FALSE(arma::abs(by_rows - printed).max() <= half_a_digit);
    }
  }
}

TEST_CASE("the digits exercise gives the published costs") {
  const std::optional<Exercise> exercise = read_exercise();
  if (!exercise) return;
  for (const Twin& twin : twins) {
    CAPTURE(twin.name);
    const CostAndGradients result = run_exercise(twin, *exercise, 1);
    CHECK(fmt::format("{:.6f}", result.cost) == "0.287629");
    CHECK(fmt::format("{:.6f}", result.reg_J) == "0.383770");
    CHECK(fmt::format("{:.6f}", run_exercise(twin, *exercise, 3).reg_J) == "0.576051");
  }
  CHECK(count_right(*exercise) == 4876);
  Exercise shifted = *exercise;
  shifted.y = exercise->y - arma::uvec(exercise->y > 1);  // labels off by one
  CHECK_FALSE(fmt::format("{:.6f}", run_exercise(twins[0], shifted, 1).cost) == "0.287629");
}

TEST_CASE("each of the 10,285 gradient entries of the digits exercise is right to 1e-12 of the largest") {
  const std::optional<Exercise> exercise = read_exercise();
  if (!exercise) return;
  for (const Golden& golden : read_golden("exercise_400-25-10", {400, 25, 10})) {
    CAPTURE(golden.Lambda);
    for (const Twin& twin : twins) {
      CAPTURE(twin.name);
      const CostAndGradients result = run_exercise(twin, *exercise, golden.Lambda);
      const Weights gradient = regularized_gradient(result);
      CAPTURE(deviation(gradient, golden.gradient));
      CHECK(deviation(gradient, golden.gradient) <= exercise_tolerance);
      CHECK(std::abs(result.reg_J - golden.cost) <= exercise_tolerance * golden.cost);
      CHECK_FALSE(deviation(transposed_in_place(gradient, false), golden.gradient) <= exercise_tolerance);
      Weights off = gradient;
      off.Theta1(24, 400) += 1e-6;
      CHECK_FALSE(deviation(off, golden.gradient) <= exercise_tolerance);
    }
  }
}

TEST_SUITE_END();

}  // namespace test_network_golden
