#include "gradlab/models/regression/linear/problem.hpp"

namespace gradlab::linear_regression {

void require_inputs(const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda) {
  require_regression_inputs(theta, X, y, Lambda);
}

}  // namespace gradlab::linear_regression
