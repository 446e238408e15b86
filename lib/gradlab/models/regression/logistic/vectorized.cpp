#include "gradlab/models/regression/logistic/vectorized.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::logistic_regression::vectorized {

namespace {

using arma::vec;

// The sum of -y*log(sigmoid(z)) - (1-y)*log(1-sigmoid(z)) = softplus(z) - y*z, as softplus(-z) where y is 1: the
// difference would cancel where z is large.
double cross_entropy(const vec& z, const vec& y) {
  double J = 0;
  for (arma::uword i = 0; i < z.n_elem; ++i) J += softplus(y(i) == 1 ? -z(i) : z(i));
  return J;
}

}  // namespace

regression::CostAndGradient cost_function(const vec& theta, const arma::mat& X, const vec& y,
                                          double Lambda) {
  require_inputs(regression::Kind::logistic, theta, X, y, Lambda);
  const double m = static_cast<double>(X.n_rows);
  vec weights = theta;
  weights(0) = 0;  // the bias is not regularized

  const vec z = X * theta.tail(X.n_cols) + theta(0);
  const double cost = cross_entropy(z, y) / m;
  const vec error = sigmoid(z) - y;
  const vec grad = arma::join_cols(vec{arma::accu(error)}, X.t() * error) / m;

  const double reg_J = cost + Lambda / (2 * m) * arma::accu(arma::square(weights));
  return {cost, grad, reg_J, grad + Lambda / m * weights};
}

}  // namespace gradlab::logistic_regression::vectorized
