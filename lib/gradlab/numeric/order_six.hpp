// The central difference of order six, from three pairs of points, with a fourth pair to tell its error. Where the
// function is smooth over 4h it is nearly as good as an extrapolation, at a fixed price.
// Source: J. Maddock, P. A. Bristow and others, Boost.Math, "Numerical differentiation" (order 6).
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// D = (y3 - 9 y2 + 45 y1) / (60 h), y_i = f(x + ih) - f(x - ih), with error |f'''''''| h^6 / 70 + rounding, the
/// seventh derivative taken from y1..y4. Eight differences.
/// step: as in central(); the default, (epsilon/168)^(1/7), balances truncation and rounding.
Estimate order_six(const AlongOneParameter& slice, double step = 0.002788);

}  // namespace gradlab::numeric
