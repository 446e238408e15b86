#include "gradlab/models/network/saturation.hpp"

#include "gradlab/models/sigmoid.hpp"
#include "gradlab/require.hpp"

namespace gradlab::neural_network {

arma::uvec find_saturated(const Weights& weights, const arma::mat& X) {
  require_shape("X", X, X.n_rows, sizes_of(weights).input_layer_size);
  const arma::vec ones(X.n_rows, arma::fill::ones);
  const arma::mat a1 = sigmoid<arma::mat>(arma::join_rows(ones, X) * weights.Theta1.t());
  const arma::mat a2 = sigmoid<arma::mat>(arma::join_rows(ones, a1) * weights.Theta2.t());
  const arma::umat exact = (a2 == 0) + (1 - a2 == 0);
  return arma::find(arma::sum(exact, 1) > 0);
}

}  // namespace gradlab::neural_network
