// The answers of a network: for each example the label whose output is largest.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

namespace gradlab::neural_network {

/// (m), labels 1..K; of equal outputs the first. X: (m, n), one example a row.
/// throws std::invalid_argument if the weights do not belong together or X has not their n columns.
arma::uvec predict(const Weights& weights, const arma::mat& X);

}  // namespace gradlab::neural_network
