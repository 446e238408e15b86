// The results of the network's forward pass at one point, as the differences around it need them. No derivative is
// among them.
#pragma once

#include "gradlab/models/network/problem.hpp"

#include <armadillo>

#include <algorithm>
#include <memory>

namespace gradlab::neural_network {

/// Examples lie contiguously: all matrices are (m, ...), column by column.
struct ForwardPass {
  std::shared_ptr<const Problem> problem;
  Weights weights;
  arma::vec ones;      ///< (m)
  arma::mat z1;        ///< (m, h)
  arma::mat slope1;    ///< (m, h) sigmoid(z1) * sigmoid(-z1), without cancellation
  arma::mat a1;        ///< (m, h+1) the ones, then sigmoid(z1)
  arma::mat sign;      ///< (m, K) -1 in the column of the label, else 1
  arma::mat z2;        ///< (m, K) sign * pre-activation: each term of the cost is softplus(z2)
  arma::mat distance;  ///< (m, K) sigmoid(z2) = |a2 - y10|, without cancellation
  arma::rowvec largest_inputs;  ///< (n+1) the largest size in each column of [1, X]
  arma::rowvec largest_Theta2;  ///< (h+1)
  arma::rowvec sum_Theta2;      ///< (h+1) of the sizes in each column
  double rounding = 0;          ///< of a sum of terms, relative to the sum of their sizes; z1 and z2 count as exact

  arma::uword examples() const { return ones.n_elem; }
  arma::uword labels() const { return z2.n_cols; }

  /// Where an input of size 1 moves: the largest exponent of the hidden unit and of its labels, and the labels' sum.
  /// The sigmoid is nowhere steeper than 1/4.
  double largest_exponent(arma::uword unit) const { return std::max(1.0, largest_Theta2(unit + 1) / 4); }
  double sum_of_exponents(arma::uword unit) const { return sum_Theta2(unit + 1) / 4; }

  /// Column c of [1, X].
  const double* input(arma::uword c) const { return c == 0 ? ones.memptr() : problem->X.colptr(c - 1); }
};

/// At theta; the problem's own theta is not used. X is not copied.
ForwardPass run_forward(const std::shared_ptr<const Problem>& problem, const arma::vec& theta);

/// Lambda/(2m) * ((w + step)^2 - w^2) where w is in this column; nothing for the bias in column 0.
double move_penalty(const ForwardPass& pass, double weight, arma::uword column, double step);

}  // namespace gradlab::neural_network
