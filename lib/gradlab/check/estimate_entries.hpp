// The numerical derivatives of all entries that are checked: one method for all, better ones for those it leaves open.
#pragma once

#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/result.hpp"
#include "gradlab/check/spread.hpp"
#include "gradlab/check/tolerance.hpp"

#include <string>
#include <vector>

namespace gradlab::check {

/// Fills in result.numerical and result.method, and the floors of `parts`. `result`: the entries and the claimed
/// gradients are there. method: a name, or auto. noise: of the cost, in its units.
/// `spread`: see CheckOptions.
void estimate_entries(const Point& point, const std::string& method, const Tolerance& tolerance, double noise,
                      const DifferentiateOptions& how, const Spread& spread, std::vector<BlockResult>& parts,
                      CheckResult& result);

}  // namespace gradlab::check
