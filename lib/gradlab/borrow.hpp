// A matrix on another one's memory, where a copy of large data would cost too much.
#pragma once

#include <armadillo>

namespace gradlab {

/// The same entries, of which none is copied. `matrix` must outlive the result, which must not be written to.
inline arma::mat borrow(const arma::mat& matrix) {
  return arma::mat(const_cast<double*>(matrix.memptr()), matrix.n_rows, matrix.n_cols, false, true);
}

}  // namespace gradlab
