// The regressions' regularized cost as an Objective of theta, with its complex version and the names of its entries.
// Neither twin is used: this is the numerical witness's own side.
#pragma once

#include "gradlab/models/regression/problem.hpp"
#include "gradlab/objective.hpp"

#include <memory>

namespace gradlab::regression {

/// reg_J as a function of theta.
/// throws std::invalid_argument if the problem's parts do not belong together.
Objective make_objective(const Problem& problem);
Objective make_objective(const std::shared_ptr<const Problem>& problem);

}  // namespace gradlab::regression
