// The central difference of order four at the step that suits this function here: long where it is flat, short where
// it is steep.
// Source: W. Tebbutt, F. White and others, FiniteDifferences.jl (central_fdm(5, 1)).
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// The grid -2..2, P = 5 points, for the derivative of order q = 1. With C1 = rounding of the differences * sum|c| and
/// C2 = M * sum|c g^P| / P!, M an estimate of |f'''''|:
/// h = (q/(P-q) * C1/C2)^(1/P). error = rounding at h/2 + C2 h^(P-1) + 2 |D(h) - D(h/2)|: M comes from a step of its
/// own and may be too small, so the error also counts a second value at half the step. Twelve differences.
/// The step stays within [1e-8, 0.1], in units as in central().
Estimate adaptive(const AlongOneParameter& slice);

}  // namespace gradlab::numeric
