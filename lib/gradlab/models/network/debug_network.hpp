// The small network on which learners of the digits exercise first check their gradients: 3-5-3, five examples. All
// figures come from sines, so that anybody can rebuild the network anywhere.
#pragma once

#include "gradlab/models/network/problem.hpp"

#include <armadillo>

namespace gradlab::neural_network {

/// (out, in+1), filled column by column with sin(1), sin(2), ..., divided by 10.
arma::mat debug_weights(arma::uword out, arma::uword in);

/// Theta1 is (5, 4), Theta2 (3, 6), X (5, 3); the labels are 2, 3, 1, 2, 3.
Problem debug_network(double lambda = 0);

}  // namespace gradlab::neural_network
