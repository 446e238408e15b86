// The network's cost once more, written once for real and for complex weights. The numerical side differentiates it.
// It shares neither code nor formula with loop.* and vectorized.*, so that it can bear witness on both.
#pragma once

#include "gradlab/models/sigmoid.hpp"

#include <armadillo>
#include <cblas.h>

#include <algorithm>

namespace gradlab::neural_network {

/// X.rows(first, first + count - 1) * W'. BLAS reads the rows where they lie; Armadillo would copy them.
inline arma::mat times_transposed(const arma::mat& X, arma::uword first, arma::uword count, const arma::mat& W) {
  arma::mat product(count, W.n_rows);
  const auto size = [](arma::uword n) { return static_cast<int>(n); };
  cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, size(count), size(W.n_rows), size(W.n_cols), 1,
              X.memptr() + first, size(X.n_rows), W.memptr(), size(W.n_rows), 0, product.memptr(), size(count));
  return product;
}

/// A complex matrix as two real ones: X is real, and no complex copy of it is made.
struct Parts {
  arma::mat real, imaginary;
};
inline const arma::mat& parts_of(const arma::mat& W) { return W; }
inline Parts parts_of(const arma::cx_mat& W) { return {arma::real(W), arma::imag(W)}; }

inline arma::cx_mat times_transposed(const arma::mat& X, arma::uword first, arma::uword count, const Parts& W) {
  return arma::cx_mat(times_transposed(X, first, count, W.real), times_transposed(X, first, count, W.imaginary));
}

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

  // Examples whose numbers stay in the cache: 128 of a usual network, fewer of a wide one.
  constexpr arma::uword most = 128, numbers = 1 << 18;
  const arma::uword block = std::clamp<arma::uword>(numbers / (Theta1.n_rows + Theta2.n_rows), 1, most);

  const auto& parts = parts_of(W1);
  Scalar sum_of_terms = 0;
  for (arma::uword first = 0; first < X.n_rows; first += block) {
    const arma::uword count = std::min(block, X.n_rows - first);
    arma::Mat<Scalar> z1 = times_transposed(X, first, count, parts);
    z1.each_row() += arma::Row<Scalar>(Theta1.col(0).st());
    arma::Mat<Scalar> z2 = sigmoid(z1) * W2.st();
    z2.each_row() += arma::Row<Scalar>(Theta2.col(0).st());
    for (arma::uword k = 0; k < z2.n_cols; ++k) {
      for (arma::uword i = 0; i < count; ++i) sum_of_terms += softplus(z2(i, k));
    }
    for (arma::uword i = 0; i < count; ++i) sum_of_terms -= z2(i, y(first + i) - 1);
  }
  return sum_of_terms / m + Lambda / (2 * m) * (arma::accu(arma::square(W1)) + arma::accu(arma::square(W2)));
}

}  // namespace gradlab::neural_network
