// What linear and logistic regression share: what they return, how theta goes with X, and the names of its entries.
// The two costs, and what targets each accepts, are the business of linear_regression/ and logistic_regression/.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

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

}  // namespace gradlab
