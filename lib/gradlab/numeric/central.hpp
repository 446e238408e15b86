// The central difference quotient, the method that every course teaches, with an error estimate of its own.
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

#include <vector>

namespace gradlab::numeric {

/// D(h) = (f(x+h) - f(x-h)) / (2h) and what rounding may have done to it; left and right are the one-sided quotients
/// (f(x) - f(x-h)) / h and (f(x+h) - f(x)) / h, of which D(h) is the mean.
struct Quotient {
  double value;
  double rounding;
  double left = arma::datum::nan;
  double right = arma::datum::nan;
  double side_rounding = arma::datum::nan;  ///< what rounding may have done to left or right; of the finite side
};

/// `step` must be exact in x: see exact_step().
Quotient central_quotient(const AlongOneParameter& slice, double step);

/// A difference so many times its rounding is there beyond chance.
inline constexpr double clear_of_rounding = 8;

/// Whether the gap between the one-sided quotients does not double from a step to twice the step, beyond rounding: then
/// the function is not smooth over the step. A bump narrower than the step shows here, and in no central quotient.
bool is_rough(const Quotient& near, const Quotient& far);

/// Balances truncation (h^2) and rounding (epsilon/h) for costs and parameters near 1.
inline constexpr double usual_central_step = 1e-5;

/// D(h) with error |D(2h) - D(h)| + rounding: the truncation error of a smooth function is a third of that difference,
/// and where the second derivative jumps at the point it is all of it. Four differences.
/// step: in units of the parameter where |x| < 1, relative to |x| beyond.
Estimate central(const AlongOneParameter& slice, double step = usual_central_step);

/// The four steps of central(): h, -h, 2h and -2h, each exact in x.
std::vector<double> central_steps(const AlongOneParameter& slice, double step = usual_central_step);

}  // namespace gradlab::numeric
