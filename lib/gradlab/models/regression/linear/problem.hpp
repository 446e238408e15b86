// What linear regression's cost depends on, checked once, and what both twins return.
// Computing the cost is the business of loop.*, vectorized.* and cost.hpp.
#pragma once

#include "gradlab/models/regression/regression.hpp"

#include <armadillo>

namespace gradlab::linear_regression {

using gradlab::CostAndGradient;

/// Passes if the four arguments of cost_function belong together.
/// throws std::invalid_argument as require_regression_inputs() does; any y will do.
void require_inputs(const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda);

}  // namespace gradlab::linear_regression
