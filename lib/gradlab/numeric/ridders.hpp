// Ridders' extrapolation of central differences to step zero, with the safe settings: a first step short enough not to
// straddle a pole, no early exit, and rounding added to the error.
// Source: C. J. F. Ridders, Accurate computation of F'(x) and F'(x)F''(x), Advances in Engineering Software 4 (1982).
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

struct RiddersOptions {
  double first_step = 0.05;  ///< as in central(); larger ones straddle poles
  double ratio = 2;          ///< each row's step is the one before divided by this
  int rows = 5;              ///< two differences each
};

/// A(0,i) = D(h0/r^i); A(j,i) = (r^(2j) A(j-1,i) - A(j-1,i-1)) / (r^(2j) - 1);
/// e = max(|A(j,i) - A(j-1,i)|, |A(j,i) - A(j-1,i-1)|) + rounding of the quotients; the entry with the least e is kept.
Estimate ridders(const AlongOneParameter& slice, const RiddersOptions& options = {});

}  // namespace gradlab::numeric
