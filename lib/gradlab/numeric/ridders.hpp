// Ridders' extrapolation of central differences to step zero, with the safe settings: a first step short enough not to
// straddle a pole, no early exit, and rounding added to the error.
// Source: C. J. F. Ridders, Accurate computation of F'(x) and F'(x)F''(x), Advances in Engineering Software 4 (1982).
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// A(0,i) = D(h0/2^i); A(j,i) = (4^j A(j-1,i) - A(j-1,i-1)) / (4^j - 1);
/// e = max(|A(j,i) - A(j-1,i)|, |A(j,i) - A(j-1,i-1)|) + rounding of the quotients; the entry with the least e is kept.
/// first_step: h0, as in central(); larger ones straddle poles. rows: two differences each.
Estimate ridders(const AlongOneParameter& slice, double first_step = 0.05, int rows = 5);

}  // namespace gradlab::numeric
