// Where a network's outputs are exactly 0 or 1 in double precision, so that a logarithm of them is not finite.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

namespace gradlab::neural_network {

/// The examples (rows of X, counted from 0) with an output a2 for which log(a2) or log(1 - a2) is infinite.
/// X: (m, n). throws std::invalid_argument if X does not fit the weights.
arma::uvec find_saturated(const Weights& weights, const arma::mat& X);

}  // namespace gradlab::neural_network
