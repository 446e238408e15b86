#include "gradlab/require.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace gradlab {

void require_shape(std::string_view name, arma::uword rows, arma::uword columns, arma::uword expected_rows,
                   arma::uword expected_columns) {
  if (rows == expected_rows && columns == expected_columns) return;
  throw std::invalid_argument(
      fmt::format("{} should be {} x {}, but is {} x {}", name, expected_rows, expected_columns, rows, columns));
}

void require_finite(std::string_view name, const arma::mat& matrix, arma::uword first_row) {
  if (matrix.is_finite()) return;
  const arma::uvec bad = arma::find_nonfinite(matrix);
  const arma::uword row = bad(0) % matrix.n_rows;
  const arma::uword column = bad(0) / matrix.n_rows;
  throw std::invalid_argument(fmt::format("{}({},{}) should be a finite number, but is {}", name, first_row + row,
                                          column, matrix(row, column)));
}

void require_labels(std::string_view name, const arma::uvec& labels, arma::uword num_labels) {
  for (arma::uword i = 0; i < labels.n_elem; ++i) {
    if (labels(i) >= 1 && labels(i) <= num_labels) continue;
    throw std::invalid_argument(
        fmt::format("{}({}) should be a label from 1 to {}, but is {}", name, i, num_labels, labels(i)));
  }
}

void require_not_negative(std::string_view name, double value) {
  if (value >= 0 && std::isfinite(value)) return;
  throw std::invalid_argument(fmt::format("{} should be a finite number, 0 or more, but is {}", name, value));
}

}  // namespace gradlab
