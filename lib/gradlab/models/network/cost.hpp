// The network's cost once more, written once for real and for complex weights. The numerical side differentiates it.
// It shares neither code nor formula with loop.* and vectorized.*, so that it can bear witness on both.
#pragma once

#include "gradlab/models/sigmoid.hpp"

#include <armadillo>

#include <algorithm>

namespace gradlab::neural_network {

/// The regularized cost reg_J, a block of examples after the other, from the pre-activations (finite where outputs
/// saturate).
///   Theta1: (h, n+1), Theta2: (K, h+1), real or complex; X: (m, n); y: (m), labels 1..K; Lambda >= 0
/// Analytic in the weights: no abs, no max, no conjugate. The arguments must have passed require_inputs().
template <class Scalar>
Scalar regularized_cost(const arma::Mat<Scalar>& Theta1, const arma::Mat<Scalar>& Theta2, const arma::mat& X,
                        const arma::uvec& y, double Lambda) {
  const double m = static_cast<double>(X.n_rows);
  const arma::Mat<Scalar> W1 = Theta1.tail_cols(X.n_cols);
  const arma::Mat<Scalar> W2 = Theta2.tail_cols(Theta1.n_rows);

  constexpr arma::uword block = 128;  // examples whose numbers stay in the cache

  Scalar sum_of_terms = 0;
  for (arma::uword first = 0; first < X.n_rows; first += block) {
    const arma::uword count = std::min(block, X.n_rows - first);
    const arma::mat some = X.rows(first, first + count - 1);  // conv_to would read the rows entry by entry
    arma::Mat<Scalar> z1 = W1 * arma::conv_to<arma::Mat<Scalar>>::from(some).st();
    z1.each_col() += Theta1.col(0);
    arma::Mat<Scalar> z2 = W2 * sigmoid(z1);
    z2.each_col() += Theta2.col(0);
    for (arma::uword i = 0; i < count; ++i) {
      for (arma::uword k = 0; k < z2.n_rows; ++k) sum_of_terms += softplus(z2(k, i));
      sum_of_terms -= z2(y(first + i) - 1, i);
    }
  }
  return sum_of_terms / m + Lambda / (2 * m) * (arma::accu(arma::square(W1)) + arma::accu(arma::square(W2)));
}

}  // namespace gradlab::neural_network
