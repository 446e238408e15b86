// Judges the exercise of lesson 10: weights unrolled into one vector.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_10 {

using namespace teach;

namespace {

namespace nn = neural_network;


}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<nn::Weights> inputs = {weights_of(nn::debug_network()), nn::random_weights({4, 6, 2}, 5)};
  ExerciseTest test{exercise.function, {"theta"}, {}, {},
                    "Theta1(1,0) of the debug network lands in entry 4, and reshaping gives the matrices back."};
  for (const nn::Weights& w : inputs) {
    test.cases.push_back({fmt::format("Theta1 {} x {}", w.Theta1.n_rows, w.Theta1.n_cols),
                              list_of(to_argument(w.Theta1), to_argument(w.Theta2)),
                              {nn::unroll(w)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const nn::Weights& w) { return Matrices{function(w)}; });
  };
  using nn::Order;
  test.rivals = {
      {"by-columns", "The matrices are unrolled column by column: Theta1(1,0) lands in entry 1.", "S1-S2",
       "Go row by row; Armadillo does so with the transposed matrix, NumPy by ravel() as it is.",
       rival([](const nn::Weights& w) { return nn::unroll(w, Order::by_columns); })},
      {"swapped-blocks", "Theta2 stands before Theta1.", "S1-S2", "Theta1 comes first.",
       rival([](const nn::Weights& w) {
         return arma::vec(arma::join_cols(nn::unroll(w.Theta2, Order::by_rows), nn::unroll(w.Theta1, Order::by_rows)));
       })},
      {"mixed-orders", "Theta1 is unrolled row by row, but Theta2 column by column.", "S2", "Treat both alike.",
       rival([](const nn::Weights& w) {
         return arma::vec(
             arma::join_cols(nn::unroll(w.Theta1, Order::by_rows), nn::unroll(w.Theta2, Order::by_columns)));
       })},
      {"mixed-orders", "Theta2 is unrolled row by row, but Theta1 column by column.", "S1", "Treat both alike.",
       rival([](const nn::Weights& w) {
         return arma::vec(
             arma::join_cols(nn::unroll(w.Theta1, Order::by_columns), nn::unroll(w.Theta2, Order::by_rows)));
       })},
      {"one-block-only", "Theta2 is missing.", "S2", "Put Theta2 behind Theta1.",
       rival([](const nn::Weights& w) { return nn::unroll(w.Theta1, Order::by_rows); })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_10
