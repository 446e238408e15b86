// The twins of either regression by the problem's kind. See linear/ and logistic/ for the twins themselves.
#pragma once

#include "gradlab/models/regression/problem.hpp"

namespace gradlab::regression {

CostAndGradient loop(const Problem& problem);
CostAndGradient vectorized(const Problem& problem);

}  // namespace gradlab::regression
