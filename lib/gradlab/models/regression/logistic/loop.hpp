// The cost and gradient of logistic regression, one example after the other and one feature after the other, as a first
// course writes its sums. vectorized.hpp has the same function as matrix products.
#pragma once

#include "gradlab/models/regression/problem.hpp"

namespace gradlab::logistic_regression::loop {

/// J = 1/m * (sum over the examples of -y*log(h) - (1-y)*log(1-h)) + Lambda/(2m) * (sum of theta(1:)^2),
/// h = sigmoid(theta(0) + X * theta(1:)).
///   theta:  (n+1), theta(0) the bias, which is never regularized
///   X:      (m, n), one example a row, without the column of ones
///   y:      (m), 0 or 1
///   Lambda: 0 or more
/// The formula is the course's, and saturates: with z = theta(0) + X * theta(1:), h is exactly 1 from z of about 37 on,
/// and exactly 0 from z of about -710 down. A logarithm of 0 is then -Inf: the cost is NaN where the label is the one
/// that h says (0 * -Inf), Inf where it is the other one. The gradients stay finite.
/// Before that, digits are lost: log(1-h) is off by some 1e-16 * (1+exp(z)).
/// throws std::invalid_argument if the arguments do not belong together (regression::require_inputs).
regression::CostAndGradient cost_function(const arma::vec& theta, const arma::mat& X, const arma::vec& y,
                                          double Lambda);

}  // namespace gradlab::logistic_regression::loop
