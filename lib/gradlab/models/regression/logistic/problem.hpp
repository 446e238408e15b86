// What logistic regression's cost depends on, checked once, and what both twins return.
// Computing the cost is the business of loop.*, vectorized.* and cost.hpp.
#pragma once

#include "gradlab/models/regression/regression.hpp"

#include <armadillo>

namespace gradlab::logistic_regression {

using gradlab::CostAndGradient;

/// Passes if the four arguments of cost_function belong together.
/// throws std::invalid_argument as require_regression_inputs() does, and if y has an entry that is neither 0 nor 1,
/// naming the first such example (counted from 0).
void require_inputs(const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda);

}  // namespace gradlab::logistic_regression
