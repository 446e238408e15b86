// What every numerical method answers: a derivative, and how far it may be off. Judging it is check/'s business.
#pragma once

#include <armadillo>

#include <cstddef>

namespace gradlab::numeric {

struct Estimate {
  double value = arma::datum::nan;  ///< the derivative, in units of cost per unit of the parameter
  double error = arma::datum::nan;  ///< bound on |value - derivative|, same units; NaN means unknown, never 0
  double step = arma::datum::nan;   ///< the step behind `value`, absolute, in units of the parameter
  std::size_t evaluations = 0;      ///< differences (or complex costs) computed
};

}  // namespace gradlab::numeric
