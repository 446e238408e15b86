// Linear regression's cost once more, written once for real and for complex theta: what the numerical side
// differentiates. It shares no code with loop.* and vectorized.*, so that it can bear witness on both.
#pragma once

#include <armadillo>

namespace gradlab::linear_regression {

/// The regularized cost reg_J, one example after the other.
///   theta: (n+1), real or complex; X: (m, n); y: (m); Lambda >= 0
/// Analytic in theta: no abs, no max, no conjugate. The arguments must have passed require_inputs().
template <class Scalar>
Scalar regularized_cost(const arma::Col<Scalar>& theta, const arma::mat& X, const arma::vec& y, double Lambda) {
  Scalar sum_of_squares = 0;
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    Scalar error = theta(0) - y(i);
    for (arma::uword j = 0; j < X.n_cols; ++j) error += X(i, j) * theta(j + 1);
    sum_of_squares += error * error;
  }
  const Scalar penalty = Lambda * arma::accu(arma::square(theta.tail(X.n_cols)));
  return (sum_of_squares + penalty) / (2 * static_cast<double>(X.n_rows));
}

}  // namespace gradlab::linear_regression
