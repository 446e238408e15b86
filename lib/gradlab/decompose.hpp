// A decomposition of a matrix in plain Armadillo, without LAPACK, and least squares by it.
// One pass over the matrix for each column of Q: for the sizes of a diagnosis as quick as LAPACK's singular values.
#pragma once

#include <armadillo>

#include <optional>

namespace gradlab {

/// A.cols(order) = Q R, but for a remainder in which no column is longer than `smallest`. The columns of Q, as many as
/// A has independent columns, are orthonormal and span the columns of A.
struct PivotedQr {
  arma::mat Q;       ///< (rows of A, rank)
  arma::mat R;       ///< (rank, columns of A), upper triangular
  arma::uvec order;  ///< each pivot is the column with the longest part that Q does not span yet
};

/// smallest: absolute, a length of a column. The rank is 0 if A is empty, or holds NaN or Inf.
PivotedQr pivoted_qr(arma::mat A, double smallest);

/// The X with the least |A X - B|, column by column. Nothing if A is wide, empty or not finite, or if its columns
/// depend on each other: a pivot is not above `smallest` times the longest column.
/// throws std::invalid_argument unless B has as many rows as A.
std::optional<arma::mat> least_squares(const arma::mat& A, const arma::mat& B, double smallest);

}  // namespace gradlab
