#include "gradlab/models/network/predict.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network {

namespace {

arma::mat preactivations(const Weights& weights, const arma::mat& X) {
  require_shape("X", X, X.n_rows, sizes_of(weights).input_layer_size);
  arma::mat z1 = X * weights.Theta1.tail_cols(X.n_cols).t();  // X is not copied to put ones before it
  z1.each_row() += arma::rowvec(weights.Theta1.col(0).t());
  const arma::mat a1 = sigmoid(z1);
  arma::mat z2 = a1 * weights.Theta2.tail_cols(a1.n_cols).t();
  z2.each_row() += arma::rowvec(weights.Theta2.col(0).t());
  return z2;
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
