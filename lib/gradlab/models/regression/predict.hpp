// The answers of a logistic regression: 1 where its output is at least one half. See train/ for their share that is
// right.
#pragma once

#include <armadillo>

namespace gradlab::regression {

/// (m), 0 or 1. X: (m, n), without the column of ones; theta: (n+1), the bias first.
/// throws std::invalid_argument if theta has not an entry for the bias and each column of X.
arma::uvec predict(const arma::vec& theta, const arma::mat& X);

/// The examples (from 0) whose output h is exactly 0 or 1 in double precision.
arma::uvec find_saturated(const arma::vec& theta, const arma::mat& X);

}  // namespace gradlab::regression
