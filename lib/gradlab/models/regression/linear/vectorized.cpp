#include "gradlab/models/regression/linear/vectorized.hpp"

namespace gradlab::linear_regression::vectorized {

using arma::vec;

regression::CostAndGradient cost_function(const vec& theta, const arma::mat& X, const vec& y,
                                          double Lambda) {
  require_inputs(regression::Kind::linear, theta, X, y, Lambda);
  const double m = static_cast<double>(X.n_rows);
  vec weights = theta;
  weights(0) = 0;  // the bias is not regularized

  const vec error = X * theta.tail(X.n_cols) + theta(0) - y;
  const double cost = arma::accu(arma::square(error)) / (2 * m);
  const vec grad = arma::join_cols(vec{arma::accu(error)}, X.t() * error) / m;

  const double reg_J = cost + Lambda / (2 * m) * arma::accu(arma::square(weights));
  return {cost, grad, reg_J, grad + Lambda / m * weights};
}

}  // namespace gradlab::linear_regression::vectorized
