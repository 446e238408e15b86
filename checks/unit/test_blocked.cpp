// The network's blocked twin: against the vectorized one on shapes that fall in with no block, the same bits for any
// number of threads, and sums of parts. test_network_twins.cpp has small shapes, saturation and refusals.
#include "gradlab/models/network/blocked.hpp"
#include "gradlab/models/network/registers.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>

namespace test_blocked {

using namespace gradlab;
using namespace gradlab::neural_network;
using arma::mat, arma::uword;

namespace {

Problem random_problem(uword m, const LayerSizes& sizes) {
  Random random(m);
  Problem p{sizes, unroll(random_weights(sizes, m)), mat(m, sizes.input_layer_size), arma::uvec(m), 1};
  p.X.imbue([&] { return random.normal(); });
  p.y.imbue([&] { return 1 + random.below(sizes.num_labels); });
  return p;
}

const std::vector<Problem>& problems() {
  static const std::vector<Problem> all = {
      random_problem(1, {1, 1, 2}),     random_problem(255, {3, 4, 5}),   random_problem(256, {17, 26, 10}),
      random_problem(257, {60, 5, 7}),  random_problem(999, {20, 25, 3}), random_problem(1500, {5, 13, 11}),
      random_problem(4999, {31, 9, 10})};
  return all;
}

double largest_difference(const mat& one, const mat& other) {
  return arma::abs(one - other).max() / arma::abs(one).max();
}

double largest_difference(const CostAndGradients& one, const CostAndGradients& other) {
  return std::max({std::abs(one.cost - other.cost) / one.cost, std::abs(one.reg_J - other.reg_J) / one.reg_J,
                   largest_difference(one.grad1, other.grad1), largest_difference(one.grad2, other.grad2),
                   largest_difference(one.grad1_reg, other.grad1_reg),
                   largest_difference(one.grad2_reg, other.grad2_reg)});
}

bool is_same(const CostAndGradients& one, const CostAndGradients& other) {
  return one.reg_J == other.reg_J && one.cost == other.cost &&
         arma::approx_equal(one.grad1_reg, other.grad1_reg, "absdiff", 0.0) &&
         arma::approx_equal(one.grad2_reg, other.grad2_reg, "absdiff", 0.0);
}

}  // namespace

TEST_SUITE_BEGIN("blocked");

TEST_CASE("every width of registers gives the vectorized twin's results") {
  for (const Problem& p : problems()) {
    CAPTURE(p.X.n_rows);
    const CostAndGradients right = vectorized::nn_cost_function(p);
    for (int width = 2; width <= widest_register(); width *= 2) {
      CAPTURE(width);
      CHECK(largest_difference(right, blocked::nn_cost_function(p, {0, width})) < 1e-13);
      CHECK(blocked::cost(p, {0, width}) == doctest::Approx(right.reg_J).epsilon(1e-13));
    }
  }
}

TEST_CASE("that comparison sees a difference of a millionth in one entry") {
  const CostAndGradients right = vectorized::nn_cost_function(problems()[1]);
  for (mat CostAndGradients::*block : {&CostAndGradients::grad1, &CostAndGradients::grad2_reg}) {
    CostAndGradients wrong = right;
    (wrong.*block)(0) += 1e-6 * arma::abs(right.*block).max();
    CHECK(largest_difference(right, wrong) > 1e-7);
    CHECK(is_same(right, right));
  }
}

TEST_CASE("the number of threads changes no bit") {
  for (const Problem& p : problems()) {
    const CostAndGradients one = blocked::nn_cost_function(p, {1, 0});
    for (const int threads : {2, 3, 7}) CHECK(is_same(one, blocked::nn_cost_function(p, {threads, 0})));
    CHECK(blocked::cost(p, {1, 0}) == blocked::cost(p, {3, 0}));
    CHECK(blocked::cost(p, {1, 0}) == one.reg_J);
  }
  CHECK_FALSE(is_same(blocked::nn_cost_function(problems()[1]), blocked::nn_cost_function(problems()[2])));
}

TEST_CASE("problems whose parts do not belong together are refused") {
  Problem p = problems().front();
  p.y(0) = 3;
  CHECK_THROWS_AS(blocked::nn_cost_function(p), std::invalid_argument);
  CHECK_THROWS_AS(blocked::cost(p), std::invalid_argument);
}

TEST_SUITE_END();

}  // namespace test_blocked
