// Exercise 18: the whole cost function, and a network that reads digits.
//
// Write nnCostFunction from nothing: forward pass, cost, backpropagation and
// regularization, with a loop over the examples or without one.
//
//   nn_params:          Theta1 and Theta2 as one vector, row by row (S1, S2)
//   input_layer_size:   n, without the bias
//   hidden_layer_size:  h, without the bias
//   num_labels:         K
//   X:                  (m, n), one example a row, without the ones
//   y:                  (m), labels 1..K
//   Lambda:             0 or more
//   result:             J with its penalty, and the gradient of that as one
//                       vector, in the order of nn_params
//
// When it is right, the check trains 25 hidden units with it on handwritten
// digits, and counts how many digits they read that they have not seen.
#include <gradlab/exercise.hpp>

std::pair<double, arma::vec> nnCostFunction(const arma::vec& nn_params,
                                            arma::uword input_layer_size,
                                            arma::uword hidden_layer_size,
                                            arma::uword num_labels,
                                            const arma::mat& X,
                                            const arma::uvec& y,
                                            double Lambda) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
