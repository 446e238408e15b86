// Logistic regression's cost once more, written once for real and for complex theta: what the numerical side
// differentiates. It shares no code with loop.* and vectorized.*, so that it can bear witness on both.
#pragma once

#include "gradlab/models/sigmoid.hpp"

#include <armadillo>

namespace gradlab::logistic_regression {

/// The regularized cost reg_J, one example after the other, from the pre-activations (finite where h saturates).
///   theta: (n+1), real or complex; X: (m, n); y: (m), 0 or 1; Lambda >= 0
/// Analytic in theta: no abs, no max, no conjugate. The arguments must have passed require_inputs().
template <class Scalar>
Scalar regularized_cost(const arma::Col<Scalar>& theta, const arma::mat& X, const arma::vec& y, double Lambda) {
  Scalar sum_of_terms = 0;
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    Scalar z = theta(0);
    for (arma::uword j = 0; j < X.n_cols; ++j) z += X(i, j) * theta(j + 1);
    sum_of_terms += softplus((1 - 2 * y(i)) * z);  // -log(h) where y is 1, -log(1-h) where it is 0
  }
  const Scalar penalty = Lambda / 2 * arma::accu(arma::square(theta.tail(X.n_cols)));
  return (sum_of_terms + penalty) / static_cast<double>(X.n_rows);
}

}  // namespace gradlab::logistic_regression
