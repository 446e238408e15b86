// Checks the sizes and the numbers of a function's arguments, and names the argument in the message.
#pragma once

#include <armadillo>

#include <string_view>

namespace gradlab {

/// Passes if the matrix is rows x columns.
/// throws std::invalid_argument naming the variable, the size expected and the size that came.
void require_shape(std::string_view name, arma::uword rows, arma::uword columns, arma::uword expected_rows,
                   arma::uword expected_columns);

template <class Matrix>
void require_shape(std::string_view name, const Matrix& matrix, arma::uword expected_rows,
                   arma::uword expected_columns) {
  require_shape(name, matrix.n_rows, matrix.n_cols, expected_rows, expected_columns);
}

/// Passes if every entry is a finite number.
/// throws std::invalid_argument naming the variable, the first bad entry and its value; indices count from 0, those of
/// rows from first_row.
void require_finite(std::string_view name, const arma::mat& matrix, arma::uword first_row = 0);

/// Passes if every label lies in 1..num_labels.
/// throws std::invalid_argument naming the first example (counted from 0) whose label does not.
void require_labels(std::string_view name, const arma::uvec& labels, arma::uword num_labels);

/// Passes if the number is finite and 0 or more.
/// throws std::invalid_argument naming the variable and its value.
void require_not_negative(std::string_view name, double value);

}  // namespace gradlab
