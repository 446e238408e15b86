// The central difference quotient, the method that every course teaches, with an error estimate of its own.
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// D(h) = (f(x+h) - f(x-h)) / (2h) and what rounding may have done to it; left and right are the one-sided quotients
/// (f(x) - f(x-h)) / h and (f(x+h) - f(x)) / h, of which D(h) is the mean.
struct Quotient {
  double value;
  double rounding;
  double left = arma::datum::nan;
  double right = arma::datum::nan;
};

/// `step` must be exact in x: see exact_step().
Quotient central_quotient(const AlongOneParameter& slice, double step);

/// D(h) with error |D(2h) - D(h)|/2 + rounding: the truncation error of D(h) is a third of that difference to leading
/// order, and a half leaves room for the orders that follow. Four differences.
/// step: in units of the parameter where |x| < 1, relative to |x| beyond. The default balances truncation (h^2) and
/// rounding (epsilon/h) for costs and parameters near 1.
Estimate central(const AlongOneParameter& slice, double step = 1e-5);

}  // namespace gradlab::numeric
