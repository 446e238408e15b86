// The problem of linear and of logistic regression: all that their costs depend on, checked once, and the results of
// their twins. See linear/ and logistic/ for the two costs.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <vector>

namespace gradlab::regression {

enum class Kind { linear, logistic };

struct Problem {
  Kind kind = Kind::linear;
  arma::vec theta;  ///< (n+1), the bias first
  arma::mat X;      ///< (m, n), one example a row, without the column of ones
  arma::vec y;      ///< (m); 0 or 1 for logistic regression
  double lambda = 0;
};

/// The same problem at another theta. It borrows X of `problem`, which must outlive it.
Problem move_to(const Problem& problem, const arma::vec& theta);

/// The cost and its gradient, without and with regularization.
struct CostAndGradient {
  double cost = arma::datum::nan;   ///< without regularization
  arma::vec grad;                   ///< (n+1), d cost / d theta
  double reg_J = arma::datum::nan;  ///< cost + Lambda/(2m) * (sum of theta(1:)^2)
  arma::vec grad_reg;               ///< (n+1), d reg_J / d theta
};

/// Passes if the arguments of a cost_function belong together.
/// throws std::invalid_argument if X is empty, theta has not an entry for the bias and each column of X, y has not a
/// target for each example, or Lambda is negative or not finite; for logistic regression also if y has an entry that
/// is neither 0 nor 1, naming the first such example (counted from 0).
void require_inputs(Kind kind, const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda);
void require_inputs(const Problem& problem);

/// theta as one column: entry 0 is "bias", entry k is "feature k", its features counted from 1.
std::vector<Block> name_blocks(arma::uword features);

}  // namespace gradlab::regression
