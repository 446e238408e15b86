// Judges the exercise of lesson 4: the forward pass.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_04 {

using namespace teach;

namespace {

namespace nn = neural_network;

struct Forward {
  arma::mat Theta1, Theta2, X;
};

arma::mat with_ones(const arma::mat& X) { return arma::join_rows(arma::ones(X.n_rows, 1), X); }
arma::mat ones_last(const arma::mat& X) { return arma::join_rows(X, arma::ones(X.n_rows, 1)); }

arma::mat forward(const Forward& f) {
  const arma::mat a1 = sigmoid(arma::mat(with_ones(f.X) * f.Theta1.t()));
  return sigmoid(arma::mat(with_ones(a1) * f.Theta2.t()));
}

// Two networks, the second with no two sizes equal.
std::vector<Forward> forward_inputs() {
  const nn::Problem debug = nn::debug_network();
  const nn::Weights weights = weights_of(debug), other = nn::random_weights({4, 6, 2}, 5);
  return {{weights.Theta1, weights.Theta2, debug.X}, {other.Theta1, other.Theta2, 8 * nn::debug_weights(7, 3)}};
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Forward> inputs = forward_inputs();
  ExerciseTest test{exercise.function, {"a2"}, {}, {},
                    "5 examples through 3-5-3 units, and 7 through 4-6-2: all outputs are right."};
  for (const Forward& f : inputs) {
    test.cases.push_back({fmt::format("Theta1 {} x {}", f.Theta1.n_rows, f.Theta1.n_cols),
                              list_of(to_argument(f.Theta1), to_argument(f.Theta2), to_argument(f.X)), {forward(f)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Forward& f) { return Matrices{function(f)}; });
  };
  test.rivals = {
      {"bias-through-sigmoid", "The ones put before the hidden layer went through the sigmoid too.", "S8",
       "Take the sigmoid first, then put the ones before it.", rival([](const Forward& f) {
         const arma::mat z1 = with_ones(f.X) * f.Theta1.t();
         return arma::mat(sigmoid(arma::mat(sigmoid(with_ones(z1)) * f.Theta2.t())));
       })},
      {"no-sigmoid-at-output", "The output layer lacks the sigmoid.", "S9", "a2 = sigmoid(a1 * Theta2').",
       rival([](const Forward& f) {
         return arma::mat(with_ones(sigmoid(arma::mat(with_ones(f.X) * f.Theta1.t()))) * f.Theta2.t());
       })},
      {"no-sigmoid-at-hidden", "The hidden layer lacks the sigmoid: it is z1, not a1.", "S7",
       "a1 = sigmoid(X * Theta1').", rival([](const Forward& f) {
         return arma::mat(sigmoid(arma::mat(with_ones(with_ones(f.X) * f.Theta1.t()) * f.Theta2.t())));
       })},
      {"ones-last", "The ones stand behind the other columns; they belong before them.", "S5, S8",
       "Column 0 of a Theta belongs to the bias: join the ones first, then the matrix.", rival([](const Forward& f) {
         const arma::mat a1 = sigmoid(arma::mat(ones_last(f.X) * f.Theta1.t()));
         return arma::mat(sigmoid(arma::mat(ones_last(a1) * f.Theta2.t())));
       })},
      {"ones-last", "The ones stand behind the hidden layer; they belong before it.", "S8",
       "Join the ones first, then a1.", rival([](const Forward& f) {
         const arma::mat a1 = sigmoid(arma::mat(with_ones(f.X) * f.Theta1.t()));
         return arma::mat(sigmoid(arma::mat(ones_last(a1) * f.Theta2.t())));
       })},
      {"zeros-for-ones", "The column put before a layer is of zeros, so the bias weights do nothing.", "S5, S8",
       "Put a column of ones there.", rival([](const Forward& f) {
         const arma::mat a1 = sigmoid(arma::mat(f.X * f.Theta1.tail_cols(f.X.n_cols).t()));
         return arma::mat(sigmoid(arma::mat(a1 * f.Theta2.tail_cols(a1.n_cols).t())));
       })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_04
