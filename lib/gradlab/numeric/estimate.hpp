// The answer of every numerical method: a derivative, and a bound on its error. See check/ for judging the answer.
#pragma once

#include <armadillo>

#include <cmath>
#include <cstddef>

namespace gradlab::numeric {

/// What the function does at the point, where a method has looked.
enum class Feature {
  smooth,  ///< nothing else was seen
  kink,    ///< the slopes of the two sides differ
  edge,    ///< the function has values on one side only; the estimate is that side's slope
  jump,    ///< the function itself jumps there: no slope tells anything
};

struct Estimate {
  double value = arma::datum::nan;  ///< the derivative, in units of cost per unit of the parameter
  double error = arma::datum::nan;  ///< bound on |value - derivative|, same units; NaN means unknown, never 0
  double step = arma::datum::nan;   ///< the step behind `value`, absolute, in units of the parameter
  std::size_t evaluations = 0;      ///< differences (or complex costs) computed

  /// The slopes on either side where the function has a kink, `error` going with both; NaN where it is smooth.
  double left = arma::datum::nan;
  double right = arma::datum::nan;

  Feature feature = Feature::smooth;

  /// The length over which the function was found to change, where it was looked for; else NaN. In units of the
  /// parameter.
  double scale = arma::datum::nan;

  /// The length by which the entry was judged: `scale`, or the usual one where none was looked for. NaN: 1.
  double length = arma::datum::nan;

  /// The noise of the cost along this parameter, in its units, where it was looked for; else NaN.
  double noise = arma::datum::nan;

  /// How steep the function is over its length; looked for where the error is large beside the value, else NaN.
  double typical = arma::datum::nan;

  /// The second differences are not those of a function that is smooth over the step: something shorter was jumped
  /// over.
  bool rough = false;

  /// The error is that of a step too long, beyond rounding: the function bends within it, or holds something narrow.
  bool too_long = false;

  bool has_kink() const { return !std::isnan(left); }
};

}  // namespace gradlab::numeric
