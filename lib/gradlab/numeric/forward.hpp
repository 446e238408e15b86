// The forward difference quotient: the definition of a derivative with a small step instead of a limit. It loses half
// of the digits: see the other methods.
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// D(h) = (f(x+h) - f(x)) / h with error |D(2h) - D(h)| + rounding: to leading order the truncation error itself.
/// Two differences. step: as in central(); the default, the root of epsilon, balances truncation (h) and rounding.
Estimate forward(const AlongOneParameter& slice, double step = 1.490116119384766e-8);

}  // namespace gradlab::numeric
