#include "gradlab/models/network/predict.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network {

namespace {

arma::mat preactivations(const Weights& weights, const arma::mat& X) {
  require_shape("X", X, X.n_rows, sizes_of(weights).input_layer_size);
  const arma::mat ones(X.n_rows, 1, arma::fill::ones);
  const arma::mat a1 = sigmoid<arma::mat>(arma::join_rows(ones, X) * weights.Theta1.t());
  return arma::join_rows(ones, a1) * weights.Theta2.t();
}

}  // namespace

arma::uvec predict(const Weights& weights, const arma::mat& X) {
  return arma::index_max(preactivations(weights, X), 1) + 1;  // the sigmoid keeps the order
}

arma::uvec find_saturated(const Weights& weights, const arma::mat& X) {
  const arma::mat a2 = sigmoid(preactivations(weights, X));
  const arma::umat exact = (a2 == 0) + (1 - a2 == 0);
  return arma::find(arma::sum(exact, 1) > 0);
}

}  // namespace gradlab::neural_network
