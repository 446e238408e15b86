// What linear and logistic regression share: what they return, how theta goes with X, and what is around their costs.
// The two costs, and what targets each accepts, are the business of linear_regression/ and logistic_regression/.
#pragma once

#include "gradlab/objective.hpp"
#include "gradlab/require.hpp"

#include <armadillo>

#include <memory>
#include <utility>
#include <vector>

namespace gradlab {

/// The cost and its gradient, without and with regularization.
struct CostAndGradient {
  double cost = arma::datum::nan;   ///< without regularization
  arma::vec grad;                   ///< (n+1), d cost / d theta
  double reg_J = arma::datum::nan;  ///< cost + Lambda/(2m) * (sum of theta(1:)^2)
  arma::vec grad_reg;               ///< (n+1), d reg_J / d theta
};

/// Passes if the four arguments of a regression's cost_function belong together.
/// throws std::invalid_argument if X is empty, theta has not an entry for the bias and each column of X, y has not a
/// target for each example, or Lambda is negative or not finite.
void require_regression_inputs(const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda);

/// theta as one column: entry 0 is "bias", entry k is "feature k", its features counted from 1.
std::vector<Block> name_regression_blocks(arma::uword features);

/// The objective of a regularized cost that is written once for real and for complex theta of features+1 entries.
template <class Cost>
Objective make_regression_objective(arma::uword features, Cost cost) {
  const auto shared = std::make_shared<const Cost>(std::move(cost));  // it holds the examples
  const auto of = [shared, features](const auto& theta) {
    require_shape("theta", theta, features + 1, 1);
    return (*shared)(theta);
  };
  Objective objective;
  objective.cost = [of](const arma::vec& theta) { return of(theta); };
  objective.complex_cost = [of](const arma::cx_vec& theta) { return of(theta); };
  objective.blocks = name_regression_blocks(features);
  objective.concurrent = true;
  return objective;
}

}  // namespace gradlab
