// What every optimizer is asked and answers: from a start, by cost and gradient alone, to a point of lower cost. No
// optimizer knows a model; see models/ for gradients.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>

namespace gradlab::train {

/// Cost and gradient at theta.
using CostAndGradientFunction = std::function<Evaluation(const arma::vec& theta)>;

struct MinimizeOptions {
  arma::uword iterations = 50;  ///< at most so many steps; 50 is what learners of the digits exercise set
  double alpha = 1;             ///< the length of a step of gradient descent, in units of the gradient
  double tolerance = 1e-8;      ///< L-BFGS is done where |gradient| < tolerance * max(1, |theta|): near rounding
  std::function<void(const arma::vec& theta, arma::uword iterations)> reached;  ///< told after each, before keep_going
  std::function<bool(arma::uword iterations)> keep_going;  ///< asked after each, the count of them done; false: stop
};

enum class Ending {
  iterations_done,
  converged,      ///< the gradient is as good as zero
  no_lower_cost,  ///< along the direction of descent no step lowers the cost: rounding's floor, or a wrong gradient
  not_finite,     ///< the next step's cost is NaN or infinite; theta is the one before
  stopped         ///< keep_going said so
};

struct Minimum {
  arma::vec theta;              ///< after the last iteration
  arma::vec cost_history;       ///< at the start, then after each iteration
  arma::uword evaluations = 0;  ///< of cost and gradient
  Ending ending = Ending::iterations_done;

  arma::uword iterations() const { return cost_history.n_elem - 1; }
};

/// throws std::invalid_argument unless theta has entries and all are finite, alpha and tolerance are above 0 and
/// finite, the cost at theta is finite, and the gradient has theta's length.
using Minimize = Minimum(const CostAndGradientFunction& function, const arma::vec& theta,
                         const MinimizeOptions& options);

/// Cost and gradient at the start. throws as Minimize says.
Evaluation evaluate_start(const CostAndGradientFunction& function, const arma::vec& theta,
                          const MinimizeOptions& options);

}  // namespace gradlab::train
