// The cost and gradients of a network with one hidden layer, all examples at once. The sums of outer products of
// loop.hpp are matrix products here.
#pragma once

#include "gradlab/models/network/problem.hpp"

namespace gradlab::neural_network::vectorized {

/// Arguments, results and errors are those of loop::nn_cost_function. The cost comes from the pre-activations, so
/// that it is finite where an output saturates. Working memory: m*(3h + 3K) entries or so; X is never copied.
CostAndGradients nn_cost_function(const arma::vec& nn_params, arma::uword input_layer_size,
                                  arma::uword hidden_layer_size, arma::uword num_labels, const arma::mat& X,
                                  const arma::uvec& y, double Lambda);
CostAndGradients nn_cost_function(const Problem& problem);

}  // namespace gradlab::neural_network::vectorized
