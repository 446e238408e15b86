#include "gradlab/models/network/by_example.hpp"

#include "gradlab/target_clones.hpp"
#include "gradlab/require.hpp"

namespace gradlab::neural_network {

namespace {

GRADLAB_FOR_EACH_PROCESSOR
void add_outer_product(const double* column, arma::uword rows, const double* row, arma::uword columns, double* matrix) {
  for (arma::uword c = 0; c < columns; ++c) {
    for (arma::uword r = 0; r < rows; ++r) matrix[c * rows + r] += column[r] * row[c];
  }
}

}  // namespace

arma::mat& operator+=(arma::mat& matrix, const OuterProduct& product) {
  const auto& [column, row] = product;
  require_shape("the sum of outer products", matrix, column.n_elem, row.n_elem);
  add_outer_product(column.memptr(), column.n_elem, row.memptr(), row.n_elem, matrix.memptr());
  return matrix;
}

}  // namespace gradlab::neural_network
