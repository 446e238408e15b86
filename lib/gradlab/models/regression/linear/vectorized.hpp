// The cost and gradient of linear regression, all examples at once. The sums of loop.hpp are matrix products here.
#pragma once

#include "gradlab/models/regression/problem.hpp"

namespace gradlab::linear_regression::vectorized {

/// Arguments, results and errors are those of loop::cost_function.
regression::CostAndGradient cost_function(const arma::vec& theta, const arma::mat& X, const arma::vec& y,
                                          double Lambda);

}  // namespace gradlab::linear_regression::vectorized
