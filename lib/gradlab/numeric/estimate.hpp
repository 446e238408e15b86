// The answer of every numerical method: a derivative, and a bound on its error. See check/ for judging the answer.
#pragma once

#include <armadillo>

#include <cmath>
#include <cstddef>

namespace gradlab::numeric {

struct Estimate {
  double value = arma::datum::nan;  ///< the derivative, in units of cost per unit of the parameter
  double error = arma::datum::nan;  ///< bound on |value - derivative|, same units; NaN means unknown, never 0
  double step = arma::datum::nan;   ///< the step behind `value`, absolute, in units of the parameter
  std::size_t evaluations = 0;      ///< differences (or complex costs) computed

  /// The slopes on either side where the function has a kink, `error` going with both; NaN where it is smooth.
  double left = arma::datum::nan;
  double right = arma::datum::nan;

  bool has_kink() const { return !std::isnan(left); }
};

}  // namespace gradlab::numeric
