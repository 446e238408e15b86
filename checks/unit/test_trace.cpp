// The trace against a computation of its own, written with plain loops from the table of the statements: every value of
// every step. That it is the loop's, to the last bit, follows from the six results.
#include "gradlab/trace/trace.hpp"

#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/trace/statements.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_trace {

namespace nn = gradlab::neural_network;
namespace trace = gradlab::trace;
using arma::mat, arma::rowvec, arma::uword;

namespace {

// Both sides round some twenty operations on figures of about 1, in an order of their own.
constexpr double tolerance = 1e-14;

using nn::Problem;

Problem random_problem(const nn::LayerSizes& sizes, uword examples) {
  const nn::Weights drawn = nn::random_weights({examples, sizes.input_layer_size, 1}, 7);
  arma::uvec y(examples);
  for (uword i = 0; i < examples; ++i) y(i) = 1 + (3 * i + 1) % sizes.num_labels;
  return {sizes, nn::unroll(nn::random_weights(sizes, 3)), drawn.Theta1.tail_cols(examples).t(), y, 0.7};
}

trace::Trace trace_problem(const Problem& p) { return trace::trace_loop(p, {0, p.X.n_rows - 1}); }

// "S23/4": the statement and its turn (0 outside of loops), and the value it should have.
using Expected = std::vector<std::pair<std::string, mat>>;

double sigmoid_of(double z) { return 1 / (1 + std::exp(-z)); }

// In plain loops over numbers, without a matrix product; written from the table, not from loop.cpp.
Expected compute_every_step(const Problem& p) {
  const auto [n, h, K] = p.sizes;
  const uword m = p.X.n_rows;
  Expected steps;
  const auto add = [&](int statement, uword turn, const mat& value) {
    steps.emplace_back(fmt::format("S{}/{}", statement, turn), value);
  };
  const auto [T1, T2] = weights_of(p);
  add(1, 0, T1);
  add(2, 0, T2);
  add(3, 0, mat{double(m)});
  add(4, 0, mat{0.0});
  mat X(m, n + 1), y10(m, K, arma::fill::zeros), a1(m, h), a1_ones(m, h + 1), a2(m, K);
  for (uword r = 0; r < m; ++r) {
    for (uword c = 0; c <= n; ++c) X(r, c) = c == 0 ? 1 : p.X(r, c - 1);
  }
  add(5, 0, X);
  add(6, 0, y10);
  mat z1(m, h, arma::fill::zeros);
  for (uword r = 0; r < m; ++r) {
    for (uword u = 0; u < h; ++u) {
      for (uword c = 0; c <= n; ++c) z1(r, u) += X(r, c) * T1(u, c);
      a1(r, u) = sigmoid_of(z1(r, u));
    }
    for (uword u = 0; u <= h; ++u) a1_ones(r, u) = u == 0 ? 1 : a1(r, u - 1);
    for (uword k = 0; k < K; ++k) {
      double z = 0;
      for (uword u = 0; u <= h; ++u) z += a1_ones(r, u) * T2(k, u);
      a2(r, k) = sigmoid_of(z);
    }
  }
  add(7, 0, a1);
  add(8, 0, a1_ones);
  add(9, 0, a2);
  for (uword k = 0; k < K; ++k) {
    for (uword r = 0; r < m; ++r) y10(r, k) = p.y(r) == k + 1 ? 1 : 0;
    add(10, k + 1, mat{double(k + 1)});
    add(11, k + 1, y10);
  }
  double J = 0;
  for (uword k = 0; k < K; ++k) {
    for (uword r = 0; r < m; ++r) J -= std::log(y10(r, k) == 1 ? a2(r, k) : 1 - a2(r, k));
    add(12, k + 1, mat{double(k)});
    add(13, k + 1, mat{J});
  }
  double squares = 0;
  for (const mat* T : {&T1, &T2}) {
    for (uword r = 0; r < T->n_rows; ++r) {
      for (uword c = 1; c < T->n_cols; ++c) squares += (*T)(r, c) * (*T)(r, c);
    }
  }
  add(14, 0, mat{J / double(m)});
  add(15, 0, mat{J / double(m) + p.lambda / (2 * double(m)) * squares});
  mat grad1(h, n + 1, arma::fill::zeros), grad2(K, h + 1, arma::fill::zeros);
  add(16, 0, grad1);
  add(17, 0, grad2);
  for (uword r = 0; r < m; ++r) {
    rowvec d1(h + 1, arma::fill::zeros), d2(K);
    for (uword k = 0; k < K; ++k) d2(k) = a2(r, k) - y10(r, k);
    for (uword u = 0; u <= h; ++u) {
      for (uword k = 0; k < K; ++k) d1(u) += T2(k, u) * d2(k);
      const double s = sigmoid_of(u == 0 ? 1 : z1(r, u - 1));
      d1(u) *= s * (1 - s);
    }
    for (uword u = 0; u < h; ++u) {
      for (uword c = 0; c <= n; ++c) grad1(u, c) += d1(u + 1) * X(r, c);
    }
    for (uword k = 0; k < K; ++k) {
      for (uword u = 0; u <= h; ++u) grad2(k, u) += d2(k) * a1_ones(r, u);
    }
    const std::vector<mat> values = {mat{double(r)}, X.row(r), a1_ones.row(r), a2.row(r), d2, d1, grad1, grad2};
    for (std::size_t s = 0; s < values.size(); ++s) add(18 + int(s), r + 1, values[s]);
  }
  grad1 /= double(m);
  grad2 /= double(m);
  add(26, 0, grad1);
  add(27, 0, grad2);
  for (uword c = 1; c <= n; ++c) grad1.col(c) += p.lambda / double(m) * T1.col(c);
  for (uword c = 1; c <= h; ++c) grad2.col(c) += p.lambda / double(m) * T2.col(c);
  add(28, 0, grad1);
  add(29, 0, grad2);
  return steps;
}

// One line for each step that is missing, out of order or has another value; empty where all is as expected.
std::vector<std::string> find_differences(const trace::Trace& run, const Expected& expected) {
  std::vector<std::string> faults;
  for (std::size_t k = 0; k < std::max(run.steps.size() - 1, expected.size()); ++k) {
    if (k >= expected.size() || k >= run.steps.size() - 1) return {"another number of steps"};
    const trace::Step& step = run.steps[k];
    const std::string id = fmt::format("S{}/{}", step.statement, step.loop_count);
    if (id != expected[k].first) faults.push_back(id + " where " + expected[k].first + " should be");
    if (!arma::approx_equal(*step.result.value, expected[k].second, "absdiff", tolerance)) {
      faults.push_back(id + " has another value");
    }
  }
  return faults;
}

std::string differences(const trace::Trace& run, const Expected& expected) {
  return fmt::format("{}", fmt::join(find_differences(run, expected), "; "));
}

bool same_bits(const mat& a, const mat& b) { return arma::approx_equal(a, b, "absdiff", 0); }

const trace::Step& step_of(const trace::Trace& run, int statement, uword turn) {
  for (const trace::Step& step : run.steps) {
    if (step.statement == statement && step.loop_count == turn) return step;
  }
  throw std::out_of_range("no such step");
}

}  // namespace

TEST_SUITE_BEGIN("trace");

TEST_CASE("every step has the value that an independent computation gives, in the order in which they run") {
  for (const double Lambda : {0.0, 1.0, 3.0}) {
    CHECK(differences(trace_problem(nn::debug_network(Lambda)), compute_every_step(nn::debug_network(Lambda))) == "");
  }
  for (const nn::LayerSizes& sizes : {nn::LayerSizes{1, 1, 1}, nn::LayerSizes{4, 2, 5}, nn::LayerSizes{11, 7, 2}}) {
    const Problem problem = random_problem(sizes, 6);
    CHECK(differences(trace_problem(problem), compute_every_step(problem)) == "");
  }
}

TEST_CASE("a wrong value, a swapped and a missing step are seen") {
  const trace::Trace run = trace_problem(nn::debug_network(1));
  const Expected right = compute_every_step(nn::debug_network(1));
  for (std::size_t k = 0; k < right.size(); ++k) {
    Expected wrong = right;
    wrong[k].second(wrong[k].second.n_elem - 1) += 1e-12;
    CHECK(differences(run, wrong) == right[k].first + " has another value");
  }
  Expected swapped = right;
  std::swap(swapped[0], swapped[1]);
  CHECK(differences(run, swapped) != "");
  CHECK(differences(run, Expected(right.begin(), right.end() - 1)) == "another number of steps");
}

TEST_CASE("the six results are the loop's, to the last bit, and so are the steps that make them") {
  const Problem p = random_problem({17, 9, 4}, 23);
  const trace::Trace run = trace_problem(p);
  const auto loop = nn::loop::nn_cost_function(p);
  CHECK(run.results.cost == loop.cost);
  CHECK(run.results.reg_J == loop.reg_J);
  CHECK(same_bits(run.results.grad1, loop.grad1));
  CHECK(same_bits(run.results.grad2, loop.grad2));
  CHECK(same_bits(run.results.grad1_reg, loop.grad1_reg));
  CHECK(same_bits(run.results.grad2_reg, loop.grad2_reg));
  const std::map<int, mat> by_statement = {{14, mat{loop.cost}}, {15, mat{loop.reg_J}}, {26, loop.grad1},
                                           {27, loop.grad2},     {28, loop.grad1_reg},  {29, loop.grad2_reg}};
  for (const auto& [statement, value] : by_statement) {
    CHECK(same_bits(*step_of(run, statement, 0).result.value, value));
    CHECK_FALSE(same_bits(*step_of(run, statement, 0).result.value, value + 1e-12));
  }
}

TEST_CASE("each step has the statement's name and the shape that the table promises") {
  const Problem p = random_problem({4, 2, 5}, 6);
  const std::map<std::string_view, std::vector<uword>> shapes = {
      {"(h, n+1)", {2, 5}}, {"(K, h+1)", {5, 3}}, {"scalar", {}}, {"(m, n+1)", {6, 5}}, {"(m, K)", {6, 5}},
      {"(m, h)", {6, 2}},   {"(m, h+1)", {6, 3}}, {"(n+1)", {5}}, {"(h+1)", {3}},       {"(K)", {5}},
      {"six results", {}}};
  for (const trace::Step& step : trace_problem(p).steps) {
    const trace::Statement& statement = trace::find_statement(step.statement);
    CAPTURE(statement.number);
    CHECK(step.result.name == statement.name);
    CHECK(step.result.shape == shapes.at(statement.shape));
  }
}

TEST_CASE("what changed: all of a new name, one column of the targets, nothing where nothing does") {
  const trace::Trace run = trace_problem(nn::debug_network(0));
  CHECK(arma::accu(trace::changed_entries(step_of(run, 1, 0))) == 20);
  CHECK(arma::accu(trace::changed_entries(step_of(run, 5, 0))) == 20);  // another shape
  CHECK(arma::accu(trace::changed_entries(step_of(run, 11, 1))) == 1);  // one example has label 1
  CHECK(arma::accu(trace::changed_entries(step_of(run, 11, 2))) == 2);
  CHECK(arma::accu(trace::changed_entries(step_of(run, 24, 3))) == 20);
  CHECK(trace::changed_entries(run.steps.back()).is_empty());
  CHECK(arma::accu(trace::changed_entries({13, {"J", {}, std::make_shared<mat>(mat{arma::datum::nan})},
                                           std::make_shared<mat>(mat{arma::datum::nan}), 0, 0, {}})) == 0);
}

TEST_CASE("every name that holds something can be asked for, at its value of that moment") {
  const trace::Trace run = trace_problem(nn::debug_network(1));
  CHECK(trace::find_variable(run.steps.front(), "Theta2") == nullptr);
  CHECK(trace::find_variable(run.steps.front(), "X")->shape == std::vector<uword>{5, 3});
  CHECK(trace::find_variable(step_of(run, 5, 0), "X")->shape == std::vector<uword>{5, 4});
  const trace::Step& later = step_of(run, 19, 2);
  CHECK(same_bits(*trace::find_variable(later, "grad1")->value, *step_of(run, 24, 1).result.value));
  CHECK_FALSE(same_bits(*trace::find_variable(later, "grad1")->value, *step_of(run, 24, 2).result.value));
}

TEST_CASE("a window keeps the same steps as a whole trace has there, and what they found") {
  const Problem p = random_problem({4, 2, 5}, 6);
  const trace::Trace whole = trace_problem(p);
  for (const trace::Window window : {trace::Window{0, 0}, {2, 3}, {5, 5}}) {
    const trace::Trace part = trace::trace_loop(p, window);
    std::size_t kept = 0;
    for (const trace::Step& step : whole.steps) {
      const bool in_loop = step.statement >= 18 && step.statement <= 25;
      if (in_loop && (step.loop_count <= window.first || step.loop_count > window.last + 1)) continue;
      const trace::Step& same = part.steps.at(kept++);
      CHECK(same.statement == step.statement);
      CHECK(same.loop_count == step.loop_count);
      if (!step.result.value) continue;
      CHECK(same_bits(*same.result.value, *step.result.value));
      CHECK(bool(same.before) == bool(step.before));
      if (step.before) CHECK(same_bits(*same.before, *step.before));
    }
    CHECK(kept == part.steps.size());
  }
  CHECK_THROWS_AS(trace::trace_loop(p, {0, 6}), std::invalid_argument);
  CHECK_THROWS_AS(trace::trace_loop(p, {2, 1}), std::invalid_argument);
}

TEST_CASE("a window is as long as the room allows, at least one, and ends where the examples do") {
  CHECK(trace::choose_window({3, 5, 3}, 5, 2, 1e9).first == 0);
  CHECK(trace::choose_window({3, 5, 3}, 5, 2, 1e9).last == 4);
  CHECK(trace::choose_window({400, 25, 10}, 5000, 4999, 1).first == 4999);
  CHECK(trace::choose_window({400, 25, 10}, 5000, 4999, 1).last == 4999);
  const trace::Window near_the_end = trace::choose_window({400, 25, 10}, 5000, 4999, 1e5);
  CHECK(near_the_end.first < 4999);
  CHECK(near_the_end.last == 4999);
}

TEST_CASE("S23 unfolds into two factors whose product it is, to the last bit") {
  const trace::Trace run = trace_problem(random_problem({17, 9, 4}, 23));
  for (const uword turn : {1u, 7u, 23u}) {
    const auto [product, derivative] = trace::unfold_hidden_error(step_of(run, 23, turn));
    CHECK(same_bits(rowvec(product % derivative), *step_of(run, 23, turn).result.value));
    CHECK(derivative(0) == doctest::Approx(0.19661193324148185));  // sigmoidGradient(1)
  }
  CHECK_THROWS_AS(trace::unfold_hidden_error(step_of(run, 22, 1)), std::invalid_argument);
}

TEST_CASE("arguments that do not belong together are refused as by the loop") {
  Problem p = nn::debug_network(1);
  p.y(2) = 4;
  CHECK_THROWS_AS(trace_problem(p), std::invalid_argument);
}

TEST_CASE("labels whose square fills the memory are refused, and ten of them are not") {
  const auto with_labels = [](arma::uword labels) {
    const nn::LayerSizes sizes{1, 1, labels};
    return Problem{sizes, arma::zeros(nn::count_parameters(sizes)), arma::zeros(1, 1), {1}, 0};
  };
  CHECK_THROWS_WITH_AS(trace::trace_loop(with_labels(20000), {0, 0}),
                       "stepping through keeps the targets of 1 examples once for each of the 20000 labels, more than "
                       "fits; try fewer --examples or --labels",
                       std::invalid_argument);
  CHECK(trace::trace_loop(with_labels(10), {0, 0}).examples == 1);
}

TEST_SUITE_END();

}  // namespace test_trace
