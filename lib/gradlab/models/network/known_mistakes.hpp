// The network's mistakes, ready to run on one configuration, with what is known about it: what the diagnosis asks for.
// Concluding from them is the business of check/.
#pragma once

#include "gradlab/mistake.hpp"
#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

namespace gradlab::neural_network {

/// What a cost and gradient of the network are computed from.
struct Configuration {
  LayerSizes sizes;
  arma::vec nn_params;  ///< Theta1 then Theta2, each row by row
  arma::mat X;          ///< (m, n)
  arma::uvec y;         ///< (m), labels 1..num_labels
  double Lambda = 0;
};

/// All of mistakes.hpp. Claims to hold against it: reg_J and its gradient, unrolled row by row.
/// throws std::invalid_argument if the configuration's parts do not belong together.
KnownMistakes make_known_mistakes(const Configuration& configuration);

/// m, lambda, the gradient's sums over examples and labels, and the statements of the source to look at.
Facts gather_facts(const Configuration& configuration);

}  // namespace gradlab::neural_network
