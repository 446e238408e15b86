#include "gradlab/decompose.hpp"

#include "gradlab/require.hpp"

#include <algorithm>

namespace gradlab {

using arma::mat, arma::rowvec, arma::uword, arma::vec;

namespace {

// The lengths of the columns from `first` on; 0 before.
rowvec measure_columns(const mat& A, uword first = 0) {
  rowvec lengths(A.n_cols, arma::fill::zeros);
  for (uword j = first; j < A.n_cols; ++j) lengths(j) = arma::norm(A.col(j));
  return lengths;
}

}  // namespace

// Gram and Schmidt's method, modified: each new column of Q is taken out of all columns that are left.
PivotedQr pivoted_qr(mat A, double smallest) {
  const uword most = A.is_finite() ? std::min(A.n_rows, A.n_cols) : 0;
  PivotedQr qr{mat(A.n_rows, most), mat(most, A.n_cols, arma::fill::zeros), arma::uvec(A.n_cols)};
  for (uword j = 0; j < A.n_cols; ++j) qr.order(j) = j;
  uword k = 0;
  for (; k < most; ++k) {
    const rowvec left = measure_columns(A, k);
    const uword pivot = left.index_max();
    if (!(left(pivot) > smallest)) break;
    for (mat* each : {&A, &qr.R}) each->swap_cols(k, pivot);
    qr.order.swap_rows(k, pivot);
    vec q = A.col(k);
    if (k > 0) {
      const mat before(qr.Q.memptr(), A.n_rows, k, false, true);
      q -= before * (before.st() * q);  // the rounding errors of all steps so far
    }
    q /= arma::norm(q);
    qr.Q.col(k) = q;
    for (uword j = k; j < A.n_cols; ++j) {
      qr.R(k, j) = arma::dot(q, A.col(j));
      A.col(j) -= qr.R(k, j) * q;
    }
  }
  qr.Q.resize(A.n_rows, k);
  qr.R.resize(k, A.n_cols);
  return qr;
}

std::optional<mat> least_squares(const mat& A, const mat& B, double smallest) {
  require_shape("B", B, A.n_rows, B.n_cols);
  if (A.is_empty()) return std::nullopt;
  const PivotedQr qr = pivoted_qr(A, smallest * measure_columns(A).max());
  if (qr.Q.n_cols < A.n_cols) return std::nullopt;
  const mat projected = qr.Q.st() * B;
  mat X(A.n_cols, B.n_cols);
  for (uword k = A.n_cols; k-- > 0;) {
    rowvec row = projected.row(k);
    for (uword j = k + 1; j < A.n_cols; ++j) row -= qr.R(k, j) * X.row(qr.order(j));
    X.row(qr.order(k)) = row / qr.R(k, k);
  }
  return X;
}

}  // namespace gradlab
