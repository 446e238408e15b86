// The answers of a network, and the examples on which its outputs saturate.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

namespace gradlab::neural_network {

/// (m): for each example the label, 1..K, whose output is largest; of equal outputs the first.
/// X: (m, n), one example a row.
/// throws std::invalid_argument if the weights do not belong together or X has not their n columns.
arma::uvec predict(const Weights& weights, const arma::mat& X);

/// The examples (rows of X, counted from 0) with an output a2 for which log(a2) or log(1 - a2) is infinite.
/// X: (m, n). throws std::invalid_argument if X does not fit the weights.
arma::uvec find_saturated(const Weights& weights, const arma::mat& X);

}  // namespace gradlab::neural_network
