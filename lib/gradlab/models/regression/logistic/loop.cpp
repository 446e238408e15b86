#include "gradlab/models/regression/logistic/loop.hpp"

#include "gradlab/models/sigmoid.hpp"

#include <cmath>

namespace gradlab::logistic_regression::loop {

regression::CostAndGradient cost_function(const arma::vec& theta, const arma::mat& X, const arma::vec& y,
                                          double Lambda) {
  require_inputs(regression::Kind::logistic, theta, X, y, Lambda);
  const double m = static_cast<double>(X.n_rows);
  double cost = 0;
  arma::vec grad(theta.n_elem, arma::fill::zeros);

  for (arma::uword i = 0; i < X.n_rows; ++i) {
    double z = theta(0);
    for (arma::uword j = 0; j < X.n_cols; ++j) z += theta(j + 1) * X(i, j);
    const double h = sigmoid(z);
    const double error = h - y(i);
    cost += -y(i) * std::log(h) - (1 - y(i)) * std::log(1 - h);
    grad(0) += error;
    for (arma::uword j = 0; j < X.n_cols; ++j) grad(j + 1) += error * X(i, j);
  }
  cost /= m;
  grad /= m;

  double reg_J = cost;
  arma::vec grad_reg = grad;
  for (arma::uword j = 1; j < theta.n_elem; ++j) {  // from 1: the bias is not regularized
    reg_J += Lambda / (2 * m) * theta(j) * theta(j);
    grad_reg(j) += Lambda / m * theta(j);
  }
  return {cost, grad, reg_J, grad_reg};
}

}  // namespace gradlab::logistic_regression::loop
