// What a logistic regression answers: 1 where its output is at least one half. How good the answers are is for others
// to count.
#pragma once

#include <armadillo>

namespace gradlab::logistic_regression {

/// (m), 0 or 1. X: (m, n), without the column of ones; theta: (n+1), the bias first.
/// throws std::invalid_argument if theta has not an entry for the bias and each column of X.
arma::uvec predict(const arma::vec& theta, const arma::mat& X);

}  // namespace gradlab::logistic_regression
