// The results of the network's forward pass at one point, as the differences around it need them. No derivative is
// among them.
#pragma once

#include "gradlab/models/network/problem.hpp"

#include <armadillo>

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
  double rounding = 0;          ///< of a sum of terms, relative to the sum of their sizes

  arma::uword examples() const { return ones.n_elem; }
  arma::uword labels() const { return z2.n_cols; }

  /// Column c of [1, X].
  const double* input(arma::uword c) const { return c == 0 ? ones.memptr() : problem->X.colptr(c - 1); }
};

/// At theta; the problem's own theta is not used. X is not copied.
ForwardPass run_forward(const std::shared_ptr<const Problem>& problem, const arma::vec& theta);

/// Lambda/(2m) * ((w + step)^2 - w^2) where w is in this column; nothing for the bias in column 0.
double move_penalty(const ForwardPass& pass, double weight, arma::uword column, double step);

}  // namespace gradlab::neural_network
