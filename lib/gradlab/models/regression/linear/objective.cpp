#include "gradlab/models/regression/linear/objective.hpp"

#include "gradlab/models/regression/linear/cost.hpp"
#include "gradlab/models/regression/linear/problem.hpp"

namespace gradlab::linear_regression {

Objective make_objective(const arma::mat& X, const arma::vec& y, double Lambda) {
  require_inputs(arma::vec(X.n_cols + 1, arma::fill::zeros), X, y, Lambda);
  return make_regression_objective(
      X.n_cols, [X, y, Lambda](const auto& theta) { return regularized_cost(theta, X, y, Lambda); });
}

}  // namespace gradlab::linear_regression
