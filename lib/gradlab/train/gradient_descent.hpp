// Gradient descent as the course has it: so many steps of a fixed length alpha, no line search, no test for the end.
#pragma once

#include "gradlab/train/minimize.hpp"

namespace gradlab::train {

/// theta := theta - alpha * gradient(theta), options.iterations times. With too large an alpha the cost rises; that is
/// for the caller to see in the history, and ends the descent only where the cost is no longer finite.
/// throws std::invalid_argument as Minimize says.
Minimum minimize_by_gradient_descent(const CostAndGradientFunction& function, const arma::vec& theta,
                                     const MinimizeOptions& options);

}  // namespace gradlab::train
