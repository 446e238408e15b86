#include "gradlab/models/regression/predict.hpp"

#include "gradlab/models/sigmoid.hpp"
#include "gradlab/require.hpp"

namespace gradlab::regression {

namespace {

arma::vec preactivations(const arma::vec& theta, const arma::mat& X) {
  require_shape("theta", theta, X.n_cols + 1, 1);
  return X * theta.tail(X.n_cols) + theta(0);
}

}  // namespace

arma::uvec predict(const arma::vec& theta, const arma::mat& X) {
  return preactivations(theta, X) >= 0;  // sigmoid(z) >= 1/2 where z >= 0
}

arma::uvec find_saturated(const arma::vec& theta, const arma::mat& X) {
  const arma::vec h = sigmoid(preactivations(theta, X));
  const arma::uvec exact = (h == 0) + (1 - h == 0);
  return arma::find(exact > 0);
}

}  // namespace gradlab::regression
