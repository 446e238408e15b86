// L-BFGS, the quasi-Newton method that libLBFGS keeps: from the last few steps it learns how the cost curves, so that
// the same gradient goes further than in gradient descent.
// Source: N. Okazaki, libLBFGS; D. C. Liu and J. Nocedal, On the limited memory BFGS method for large scale
// optimization, Mathematical Programming 45 (1989).
#pragma once

#include "gradlab/train/minimize.hpp"

namespace gradlab::train {

/// The last 10 steps are remembered; each step's length is found by the search of More and Thuente, so an iteration may
/// cost more than one evaluation. options.alpha is not used.
/// throws std::invalid_argument as Minimize says, and what `function` throws.
Minimum minimize_by_lbfgs(const CostAndGradientFunction& function, const arma::vec& theta,
                          const MinimizeOptions& options);

}  // namespace gradlab::train
