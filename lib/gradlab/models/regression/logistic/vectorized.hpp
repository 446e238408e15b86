// The cost and gradient of logistic regression, all examples at once. The sums of loop.hpp are matrix products here.
#pragma once

#include "gradlab/models/regression/problem.hpp"

namespace gradlab::logistic_regression::vectorized {

/// Arguments, results and errors are those of loop::cost_function. The cost comes from the pre-activations, so that it
/// is finite where h saturates.
regression::CostAndGradient cost_function(const arma::vec& theta, const arma::mat& X, const arma::vec& y,
                                          double Lambda);

}  // namespace gradlab::logistic_regression::vectorized
