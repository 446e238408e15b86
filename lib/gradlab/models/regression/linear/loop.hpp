// The cost and gradient of linear regression, one example after the other and one feature after the other, as a first
// course writes its sums. vectorized.hpp has the same function as matrix products.
#pragma once

#include "gradlab/models/regression/problem.hpp"

namespace gradlab::linear_regression::loop {

/// J = 1/(2m) * (sum over the examples of (h - y)^2) + Lambda/(2m) * (sum of theta(1:)^2), h = theta(0) + X *
/// theta(1:).
///   theta:  (n+1), theta(0) the bias, which is never regularized
///   X:      (m, n), one example a row, without the column of ones
///   y:      (m), the targets
///   Lambda: 0 or more
/// throws std::invalid_argument if the arguments do not belong together (regression::require_inputs).
regression::CostAndGradient cost_function(const arma::vec& theta, const arma::mat& X, const arma::vec& y,
                                          double Lambda);

}  // namespace gradlab::linear_regression::loop
