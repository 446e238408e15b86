#include "gradlab/models/network/debug_network.hpp"

namespace gradlab::neural_network {

arma::mat debug_weights(arma::uword out, arma::uword in) {
  const arma::vec counted = arma::regspace(1, static_cast<double>(out * (in + 1)));
  return arma::reshape(arma::sin(counted) / 10, out, in + 1);
}

Problem debug_network(double lambda) {
  const arma::uvec y = {2, 3, 1, 2, 3};  // 1 + mod(1..5, 3)
  return {{3, 5, 3}, unroll(Weights{debug_weights(5, 3), debug_weights(3, 5)}), debug_weights(5, 2), y, lambda};
}

}  // namespace gradlab::neural_network
