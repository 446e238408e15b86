// The cost and gradient of linear regression, all examples at once: what the sums of loop.hpp become when they are
// written as matrix products.
#pragma once

#include "gradlab/models/regression/linear/problem.hpp"

namespace gradlab::linear_regression::vectorized {

/// Arguments, results and errors are those of loop::cost_function.
CostAndGradient cost_function(const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda);

}  // namespace gradlab::linear_regression::vectorized
