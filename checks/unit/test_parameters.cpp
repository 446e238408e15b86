// The weights as matrices and as one vector: both orders, the way there and back, what does not fit, and random
// weights.
#include "gradlab/models/network/parameters.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace test_parameters {

using namespace gradlab::neural_network;
using arma::mat, arma::uword, arma::vec;

namespace {

constexpr uword most_entries = 10285;  // the digits exercise's network

uword any_up_to(uword largest) { return *rc::gen::inRange<uword>(1, largest + 1); }

// A matrix of 1 to 10,285 entries, no two alike.
mat any_matrix() {
  const uword rows = any_up_to(most_entries);
  const uword columns = any_up_to(most_entries / rows);
  const mat counted = arma::reshape(arma::regspace(1, static_cast<double>(rows * columns)), rows, columns);
  return *rc::gen::arbitrary<bool>() ? counted : mat(counted.st());
}

// Any network of at most 10,285 weights: n and h small enough for each other, K for what is left.
LayerSizes any_sizes() {
  const uword h = any_up_to(50);
  const uword n = any_up_to((most_entries - (h + 1)) / h - 1);
  const uword K = any_up_to((most_entries - h * (n + 1)) / (h + 1));
  return {n, h, K};
}

bool same(const Weights& one, const Weights& other) {
  return arma::size(one.Theta1) == arma::size(other.Theta1) && arma::size(one.Theta2) == arma::size(other.Theta2) &&
         arma::all(arma::vectorise(one.Theta1 == other.Theta1)) &&
         arma::all(arma::vectorise(one.Theta2 == other.Theta2));
}

}  // namespace

TEST_SUITE_BEGIN("parameters");

TEST_CASE("a matrix is unrolled row by row, or column by column") {
  const mat Theta = {{1, 2, 3}, {4, 5, 6}};
  CHECK(arma::all(unroll(Theta, Order::by_rows) == vec{1, 2, 3, 4, 5, 6}));
  CHECK(arma::all(unroll(Theta, Order::by_columns) == vec{1, 4, 2, 5, 3, 6}));
  const vec counted = {1, 2, 3, 4, 5, 6};
  CHECK(arma::approx_equal(reshape(counted, 2, 3, Order::by_rows), Theta, "absdiff", 0));
  CHECK(arma::approx_equal(reshape(counted, 2, 3, Order::by_columns), mat{{1, 3, 5}, {2, 4, 6}}, "absdiff", 0));
}

TEST_CASE("Theta1 comes first, in either order") {
  const Weights weights = {mat{{1, 2}, {3, 4}}, mat{{5, 6, 7}, {8, 9, 10}}};
  CHECK(arma::all(unroll(weights) == arma::regspace(1, 10)));
  CHECK(arma::all(unroll(weights, Order::by_columns) == vec{1, 3, 2, 4, 5, 8, 6, 9, 7, 10}));
}

TEST_CASE("every entry of a matrix of up to 10,285 lies where its order says") {
  CHECK(rc::check([] {
    const mat Theta = any_matrix();
    const vec by_rows = unroll(Theta, Order::by_rows);
    const vec by_columns = unroll(Theta, Order::by_columns);
    RC_ASSERT(by_rows.n_elem == Theta.n_elem);
    RC_ASSERT(by_columns.n_elem == Theta.n_elem);
    for (uword r = 0; r < Theta.n_rows; ++r) {
      for (uword c = 0; c < Theta.n_cols; ++c) {
        RC_ASSERT(by_rows(r * Theta.n_cols + c) == Theta(r, c));
        RC_ASSERT(by_columns(c * Theta.n_rows + r) == Theta(r, c));
      }
    }
  }));
}

TEST_CASE("a network of up to 10,285 weights survives the way to a vector and back") {
  CHECK(rc::check([] {
    const LayerSizes sizes = any_sizes();
    const vec counted = arma::regspace(1, static_cast<double>(count_parameters(sizes)));
    for (const Order order : {Order::by_rows, Order::by_columns}) {
      const Weights weights = reshape(counted, sizes, order);
      RC_ASSERT(arma::all(unroll(weights, order) == counted));
      RC_ASSERT(same(reshape(unroll(weights, order), sizes, order), weights));
    }
  }));
}

TEST_CASE("the largest and the smallest network survive it too, and the wrong order is seen") {
  for (const LayerSizes& sizes : {LayerSizes{1, 1, 1}, LayerSizes{400, 25, 10}}) {
    const Weights weights = random_weights(sizes, 5);
    for (const Order order : {Order::by_rows, Order::by_columns}) {
      CHECK(same(reshape(unroll(weights, order), sizes, order), weights));
    }
    const bool order_matters = sizes.hidden_layer_size > 1;  // one row lies the same way in both orders
    CHECK(same(reshape(unroll(weights, Order::by_columns), sizes, Order::by_rows), weights) == !order_matters);
  }
  CHECK(count_parameters({400, 25, 10}) == most_entries);
  const vec one = {7};
  CHECK(reshape(one, 1, 1, Order::by_rows)(0) == 7);
  CHECK(unroll(mat{7}, Order::by_columns)(0) == 7);
}

TEST_CASE("complex entries are reshaped without being conjugated") {
  const arma::cx_vec entries = {{1, 2}, {3, -4}};
  CHECK(reshape(entries, 1, 2, Order::by_rows)(0, 1) == std::complex<double>(3, -4));
}

TEST_CASE("what does not fit says what it should be") {
  CHECK_THROWS_WITH_AS(
      reshape(vec(37), LayerSizes{3, 5, 3}, Order::by_rows),
      "nn_params should have 38 entries for a 3-5-3 network (5*(3+1) + 3*(5+1)), but has 37", std::invalid_argument);
  CHECK_THROWS_AS(reshape(vec(), LayerSizes{3, 5, 3}, Order::by_rows), std::invalid_argument);
  CHECK_THROWS_WITH_AS(reshape(vec(5), 2, 3, Order::by_columns),
                       "the vector to reshape should be 6 x 1, but is 5 x 1", std::invalid_argument);
  for (const LayerSizes& sizes : {LayerSizes{0, 5, 3}, LayerSizes{3, 0, 3}, LayerSizes{3, 5, 0}}) {
    CHECK_THROWS_AS(count_parameters(sizes), std::invalid_argument);
    CHECK_THROWS_AS(random_weights(sizes, 1), std::invalid_argument);
  }
  const uword huge = uword(1) << 40;
  CHECK_THROWS_WITH_AS(count_parameters({huge, huge, 3}),
                       "a 1099511627776-1099511627776-3 network has 1.21e+24 weights; at most 100000000 can be handled",
                       std::invalid_argument);
}

TEST_CASE("the sizes are read off the weights, and misfits are named") {
  const LayerSizes sizes = sizes_of({mat(5, 4), mat(3, 6)});
  CHECK(sizes.input_layer_size == 3);
  CHECK(sizes.hidden_layer_size == 5);
  CHECK(sizes.num_labels == 3);
  CHECK_THROWS_WITH_AS(sizes_of({mat(5, 4), mat(3, 5)}),
                       "Theta2 should have 6 columns (the bias and the 5 hidden units that are the rows of Theta1), "
                       "but is 3 x 5",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(sizes_of({mat(5, 1), mat(3, 6)}),
                       "Theta1 should have a row for each hidden unit and a column for the bias and each input, "
                       "but is 5 x 1",
                       std::invalid_argument);
  CHECK_THROWS_AS(sizes_of({mat(), mat()}), std::invalid_argument);
  CHECK_THROWS_WITH_AS(sizes_of({mat(5, 4), mat(0, 6)}), "Theta2 should have a row for each label, but has none",
                       std::invalid_argument);
}

TEST_CASE("random weights fill the range sqrt(6)/sqrt(in+out), the same for the same seed") {
  const Weights weights = random_weights({400, 25, 10}, 1);
  const double epsilon1 = std::sqrt(6.0) / std::sqrt(425.0);
  const double epsilon2 = std::sqrt(6.0) / std::sqrt(35.0);
  for (const auto& [Theta, epsilon] : {std::pair{weights.Theta1, epsilon1}, std::pair{weights.Theta2, epsilon2}}) {
    CHECK(arma::abs(Theta).max() <= epsilon);
    CHECK(Theta.max() > 0.97 * epsilon);  // of 260 uniform numbers all miss the last 1.5 % by a chance of 2 %
    CHECK(Theta.min() < -0.97 * epsilon);
    // The mean of N uniform numbers scatters by epsilon/sqrt(3N).
    CHECK(std::abs(arma::mean(arma::vectorise(Theta))) < 4 * epsilon / std::sqrt(3.0 * double(Theta.n_elem)));
  }
  CHECK(same(random_weights({400, 25, 10}, 1), weights));
  CHECK_FALSE(same(random_weights({400, 25, 10}, 2), weights));
}

TEST_SUITE_END();

}  // namespace test_parameters
