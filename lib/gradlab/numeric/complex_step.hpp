// The complex step: a derivative without any subtraction, where the cost is analytic and takes complex parameters.
// Source: W. Squire and G. Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40
// (1998).
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// imag(f(x + ih))/h. The truncation error, of order h^2, is 0 in double precision at this step: only the rounding
/// inside f is left. A second value at 3h, where every product rounds differently, shows this rounding. Where terms
/// cancel, the rounding of the real differences bounds it.
/// Two complex costs, and two real differences.
/// throws std::invalid_argument if the slice has no complex cost.
Estimate complex_step(const AlongOneParameter& slice, double step = 1e-20);

}  // namespace gradlab::numeric
