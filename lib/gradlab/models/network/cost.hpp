// The network's cost once more, written once for real and for complex weights. The numerical side differentiates it.
// It shares neither code nor formula with loop.* and vectorized.*, so that it can bear witness on both.
#pragma once

#include "gradlab/models/sigmoid.hpp"

#include <armadillo>

namespace gradlab::neural_network {

/// The regularized cost reg_J, one example after the other, from the pre-activations (finite where outputs saturate).
///   Theta1: (h, n+1), Theta2: (K, h+1), real or complex; X: (m, n); y: (m), labels 1..K; Lambda >= 0
/// Analytic in the weights: no abs, no max, no conjugate. The arguments must have passed require_inputs().
template <class Scalar>
Scalar regularized_cost(const arma::Mat<Scalar>& Theta1, const arma::Mat<Scalar>& Theta2, const arma::mat& X,
                        const arma::uvec& y, double Lambda) {
  const double m = static_cast<double>(X.n_rows);
  const arma::Mat<Scalar> W1 = Theta1.tail_cols(X.n_cols);
  const arma::Mat<Scalar> W2 = Theta2.tail_cols(Theta1.n_rows);

  Scalar sum_of_terms = 0;
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    const arma::Col<Scalar> xi = arma::conv_to<arma::Col<Scalar>>::from(X.row(i));
    const arma::Col<Scalar> a1 = sigmoid<arma::Col<Scalar>>(Theta1.col(0) + W1 * xi);
    const arma::Col<Scalar> z2 = Theta2.col(0) + W2 * a1;
    for (arma::uword k = 0; k < z2.n_elem; ++k) sum_of_terms += softplus(z2(k));
    sum_of_terms -= z2(y(i) - 1);
  }
  return sum_of_terms / m + Lambda / (2 * m) * (arma::accu(arma::square(W1)) + arma::accu(arma::square(W2)));
}

}  // namespace gradlab::neural_network
