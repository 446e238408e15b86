#include "gradlab/models/regression/logistic/predict.hpp"

#include "gradlab/require.hpp"

namespace gradlab::logistic_regression {

arma::uvec predict(const arma::vec& theta, const arma::mat& X) {
  require_shape("theta", theta, X.n_cols + 1, 1);
  const arma::vec z = X * theta.tail(X.n_cols) + theta(0);  // sigmoid(z) >= 1/2 where z >= 0
  return z >= 0;
}

}  // namespace gradlab::logistic_regression
