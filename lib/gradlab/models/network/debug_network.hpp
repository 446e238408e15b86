// The small network on which learners of the digits exercise first check their gradients: 3-5-3, five examples, all
// figures from sines, so that anybody can rebuild it anywhere.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

namespace gradlab::neural_network {

struct DebugNetwork {
  Weights weights;  ///< Theta1 (5, 4), Theta2 (3, 6)
  arma::mat X;      ///< (5, 3)
  arma::uvec y;     ///< labels 2, 3, 1, 2, 3
};

/// (out, in+1), filled column by column with sin(1), sin(2), ..., divided by 10.
arma::mat debug_weights(arma::uword out, arma::uword in);

DebugNetwork debug_network();

}  // namespace gradlab::neural_network
