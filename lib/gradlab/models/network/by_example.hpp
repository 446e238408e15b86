// What a loop over the examples asks of linear algebra: thousands of products, each of one example's size. A matrix
// product would pack its operands for every one of them, so these keep the words and do without.
#pragma once

#include <armadillo>

#include <utility>

namespace gradlab::neural_network {

/// A matrix whose transpose lies ready: x * matrix.t() then runs along memory, row after row.
class TransposedOnce : public arma::mat {
 public:
  TransposedOnce(arma::mat matrix) : arma::mat(std::move(matrix)), transpose_(arma::mat::t()) {}
  const arma::mat& t() const { return transpose_; }

 private:
  arma::mat transpose_;
};

/// column' * row, not yet computed: `matrix += outer(column, row)` adds it where the matrix lies.
struct OuterProduct {
  arma::rowvec column;
  const arma::rowvec& row;
};

inline OuterProduct outer(arma::rowvec column, const arma::rowvec& row) { return {std::move(column), row}; }

/// throws std::invalid_argument if the matrix has another shape than the product.
arma::mat& operator+=(arma::mat& matrix, const OuterProduct& product);

}  // namespace gradlab::neural_network
