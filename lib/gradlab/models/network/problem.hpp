// The network's problem: all that its cost depends on, checked once, and the results of both twins.
// See loop.*, vectorized.* and cost.hpp for the cost.
#pragma once

#include "gradlab/models/network/parameters.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

namespace gradlab::neural_network {

/// All that the cost and the gradients depend on.
struct Problem {
  LayerSizes sizes;
  arma::vec theta;  ///< the source's nn_params: Theta1 then Theta2, each unrolled row by row
  arma::mat X;      ///< (m, n), one example a row
  arma::uvec y;     ///< (m), labels 1..num_labels
  double lambda = 0;
};

/// The same problem at another theta. It borrows X of `problem`, which must outlive it.
Problem move_to(const Problem& problem, const arma::vec& theta);

/// Theta1 and Theta2. throws std::invalid_argument if theta has not as many entries as the sizes want.
Weights weights_of(const Problem& problem);

/// All six outputs of the source, in its order (S30).
struct CostAndGradients {
  double cost = arma::datum::nan;  ///< mean cross-entropy, without regularization
  arma::mat grad1;                 ///< (h, n+1), d cost / d Theta1
  arma::mat grad2;                 ///< (K, h+1), d cost / d Theta2
  double reg_J = arma::datum::nan; ///< cost + Lambda/(2m) * (sum of Theta1(:,1:)^2 + sum of Theta2(:,1:)^2)
  arma::mat grad1_reg;             ///< (h, n+1), d reg_J / d Theta1
  arma::mat grad2_reg;             ///< (K, h+1), d reg_J / d Theta2
};

/// reg_J and its gradient, unrolled row by row.
Evaluation to_evaluation(const CostAndGradients& results);

/// Passes if the seven arguments of nn_cost_function belong together.
/// throws std::invalid_argument if nn_params has the wrong length, X is empty or has not n columns, y has not a label
/// for each example or has one outside 1..num_labels, or Lambda is negative or not finite.
void require_inputs(const arma::vec& nn_params, const LayerSizes& sizes, const arma::mat& X, const arma::uvec& y,
                    double Lambda);
void require_inputs(const Problem& problem);

/// (m, K): row i is zero but for a one in column y(i)-1.
arma::mat one_hot(const arma::uvec& y, arma::uword num_labels);

}  // namespace gradlab::neural_network
