// Checks gradients against numerical derivatives, entry by entry, and names the witness that stands alone.
// Knows an objective and functions that claim to be its gradient, and no model. See report.hpp for printing.
#pragma once

#include "gradlab/check/implementation.hpp"
#include "gradlab/check/result.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gradlab::check {

struct CheckOptions {
  std::string method = "auto";   ///< one of numeric::methods(), or auto: cheap first, then better where undecided,
                                 ///< and no disagreement that shorter steps do not bear out
  Tolerance tolerance;           ///< see there
  arma::uword parameters = 0;    ///< entries to check, 0: all
  int directions = 0;            ///< not 0: so many random directions for each block instead of single entries, which
                                 ///< are then only looked at where halving finds them to be wrong
  std::uint64_t seed = 1;        ///< of the sample, where not all are checked
  int threads = 0;               ///< 0: all processors; one unless the objective is concurrent
  std::function<void(double fraction)> progress;  ///< called now and then, from one thread
};

/// Looks for troubles first, then judges every entry (or a sample, or directions) of each implementation's gradient.
/// throws std::invalid_argument if theta is empty or not finite, a gradient has another length, the method is unknown or
/// needs what the objective does not offer, or an option is negative or not finite.
CheckResult check_gradients(const Objective& objective, const std::vector<Implementation>& implementations,
                            const arma::vec& theta, const CheckOptions& options = {});

}  // namespace gradlab::check
