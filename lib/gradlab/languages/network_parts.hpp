// What the search for a calling convention and a network that is called share. See network.hpp.
#pragma once

#include "gradlab/languages/protocol.hpp"
#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

namespace gradlab::languages {

/// Where each entry of our theta lies in a theta that was unrolled in this order.
arma::uvec places(const neural_network::LayerSizes& sizes, neural_network::Order order);

/// throws CodeError, naming sizes, if the gradient has other ones than Theta1 and Theta2.
neural_network::Weights read_gradient(const GradientAnswer& answer, const neural_network::LayerSizes& sizes,
                                      neural_network::Order order);

}  // namespace gradlab::languages
