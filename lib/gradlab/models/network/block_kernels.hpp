// The forward and the backward pass over one block of examples, in registers of any width. See blocked.* for the blocks.
#pragma once

#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/network/registers.hpp"

#include <armadillo>

namespace gradlab::neural_network::blocked {

constexpr arma::uword widest = 8;  ///< doubles of the widest register: the examples of a block come in multiples of it

/// Columns of equal length, `stride` apart.
struct Columns {
  const double* first;
  arma::uword stride;
};

/// Some examples. Those from `count` up to `rows` are padding: they add nothing.
struct Block {
  Columns x;             ///< (rows, n)
  const arma::uword* y;  ///< (count) labels 1..K
  arma::uword count, rows;
};

/// The weights as the kernels read them. They must outlive it.
struct BlockNetwork {
  explicit BlockNetwork(const Weights& weights);

  const Weights& weights;
  arma::mat W2t;  ///< (h, K) Theta2 without its bias, transposed
};

/// What a block's results lie in, for one block after the other.
struct BlockRoom {
  BlockRoom(arma::uword rows, arma::uword hidden, arma::uword labels);

  arma::mat a1;      ///< (rows, h)
  arma::mat delta2;  ///< (rows, K) first z2
  arma::mat delta1;  ///< (rows, h)
};

/// Fills a1 and delta2 of `room`, and returns the sum of the examples' cross-entropies.
double go_forward(const BlockNetwork& network, const Block& block, BlockRoom& room, int width);

/// Adds the block's outer products of errors and activations to sum1 (h, n+1) and sum2 (K, h+1). It needs what
/// go_forward() has left in `room`.
void go_backward(const BlockNetwork& network, const Block& block, BlockRoom& room, int width, arma::mat& sum1,
                 arma::mat& sum2);

}  // namespace gradlab::neural_network::blocked
