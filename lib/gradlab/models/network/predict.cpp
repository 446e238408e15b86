#include "gradlab/models/network/predict.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network {

arma::uvec predict(const Weights& weights, const arma::mat& X) {
  const auto& [Theta1, Theta2] = weights;
  require_shape("X", X, X.n_rows, sizes_of(weights).input_layer_size);
  const arma::mat ones(X.n_rows, 1, arma::fill::ones);
  const arma::mat a1 = sigmoid<arma::mat>(arma::join_rows(ones, X) * Theta1.t());
  const arma::mat z2 = arma::join_rows(ones, a1) * Theta2.t();  // the sigmoid keeps the order
  return arma::index_max(z2, 1) + 1;
}

}  // namespace gradlab::neural_network
