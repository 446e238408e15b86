// The network's weights as two matrices and as one flat vector, and the way between the two.
// This is the one place that knows in which order a matrix is unrolled.
#pragma once

#include "gradlab/require.hpp"

#include <armadillo>

#include <cstdint>

namespace gradlab::neural_network {

/// How a matrix becomes a vector: by_rows is the source's (and NumPy's) order, by_columns Octave's and Armadillo's.
enum class Order { by_rows, by_columns };

constexpr Order other_order(Order order) { return order == Order::by_rows ? Order::by_columns : Order::by_rows; }

struct LayerSizes {
  arma::uword input_layer_size = 0;   ///< n
  arma::uword hidden_layer_size = 0;  ///< h
  arma::uword num_labels = 0;         ///< K
};

struct Weights {
  arma::mat Theta1;  ///< (h, n+1), column 0 belongs to the bias
  arma::mat Theta2;  ///< (K, h+1), column 0 belongs to the bias
};

/// h*(n+1) + K*(h+1).
/// throws std::invalid_argument if a layer is empty or there are more weights than a check could ever hold (1e8).
arma::uword count_parameters(const LayerSizes& sizes);

/// The sizes that two weight matrices belong to.
/// throws std::invalid_argument if they do not belong together.
LayerSizes sizes_of(const Weights& weights);

/// A vector of rows*columns entries as a matrix.
/// throws std::invalid_argument if the number of entries does not fit.
template <class Scalar>
arma::Mat<Scalar> reshape(const arma::Col<Scalar>& entries, arma::uword rows, arma::uword columns, Order order) {
  require_shape("the vector to reshape", entries, rows * columns, 1);
  if (order == Order::by_columns) return arma::reshape(entries, rows, columns);
  return arma::reshape(entries, columns, rows).st();
}

/// A matrix as a vector of all its entries.
arma::vec unroll(const arma::mat& matrix, Order order);

/// Theta1, then Theta2, as one vector of count_parameters() entries.
arma::vec unroll(const Weights& weights, Order order = Order::by_rows);

/// The way back. throws std::invalid_argument, naming the length it should be, if nn_params does not fit.
Weights reshape(const arma::vec& nn_params, const LayerSizes& sizes, Order order = Order::by_rows);

/// Weights uniform in [-epsilon, epsilon], epsilon = sqrt(6)/sqrt(in+out) for each layer: the course's range for
/// breaking symmetry. The same seed gives the same weights everywhere.
Weights random_weights(const LayerSizes& sizes, std::uint64_t seed);

}  // namespace gradlab::neural_network
