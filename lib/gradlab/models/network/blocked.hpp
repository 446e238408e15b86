// The network's cost and gradients in one pass over blocks of examples that stay in the cache, on all cores.
// See vectorized.* for the same in matrix products over all examples at once.
#pragma once

#include "gradlab/models/network/problem.hpp"

#include <armadillo>

namespace gradlab::neural_network::blocked {

struct Options {
  int threads = 0;  ///< 0: one for each processor. The number changes no bit of the results
  int width = 0;    ///< doubles in a register: 2, 4 or 8, at most what the processor has; 0: that
};

/// Arguments, results and errors are those of loop::nn_cost_function.
CostAndGradients nn_cost_function(const arma::vec& nn_params, arma::uword input_layer_size,
                                  arma::uword hidden_layer_size, arma::uword num_labels, const arma::mat& X,
                                  const arma::uvec& y, double Lambda);
CostAndGradients nn_cost_function(const Problem& problem);
CostAndGradients nn_cost_function(const Problem& problem, const Options& options);

/// reg_J alone: the forward pass, less than half of the work. Errors are the same.
double cost(const Problem& problem, const Options& options = {});

}  // namespace gradlab::neural_network::blocked
