// The cost and gradients of a network with one hidden layer, statement by statement as in the NumPy function that
// learners of the digits exercise know. vectorized.hpp has the same function without the loop over the examples.
#pragma once

#include "gradlab/models/network/problem.hpp"

namespace gradlab::neural_network::loop {

/// Mirrors S1-S30.
///   nn_params: h*(n+1) + K*(h+1) entries, Theta1 then Theta2, each unrolled row by row
///   X:         (m, n), one example a row
///   y:         (m), labels 1..num_labels
///   Lambda:    0 or more
/// Faithful to its source where an output saturates: from z of about 37 on, 1 - sigmoid(z) is exactly 0, log(0) is
/// -Inf and 0 * -Inf is NaN, so cost and reg_J are then Inf or NaN. The gradients stay finite.
/// throws std::invalid_argument if the arguments do not belong together (require_inputs).
CostAndGradients nn_cost_function(const arma::vec& nn_params, arma::uword input_layer_size,
                                  arma::uword hidden_layer_size, arma::uword num_labels, const arma::mat& X,
                                  const arma::uvec& y, double Lambda);
CostAndGradients nn_cost_function(const Problem& problem);

}  // namespace gradlab::neural_network::loop
