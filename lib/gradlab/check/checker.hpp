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
  std::string method = "auto";   ///< one of numeric::methods(), or auto: a cheap method for all entries, better ones
                                 ///< for undecided entries, and shorter steps before an entry is called wrong
  Tolerance tolerance;
  arma::uword parameters = 0;    ///< how many entries to check; 0: all
  int directions = 0;            ///< random directions for each block, in place of single entries; 0: single entries.
                                 ///< Entries are then checked where halving finds them, as in a block that disagrees
  std::uint64_t seed = 1;        ///< of the sample, the directions, and the places where noise is measured
  int points = 1;                ///< theta, and points beside it that the seed draws: one result of all
  bool beside_blind = true;      ///< one point beside theta where theta is blind, as at 0; see points.hpp
  bool trust_constant = true;    ///< a gradient that is the same at the point beside a blind one is one of theta alone,
                                 ///< and is not judged there
  int threads = 0;               ///< 0: all processors; one unless the objective is concurrent
  std::function<void(double fraction)> progress;  ///< called now and then, from one thread
};

/// Checks the preconditions, then judges every entry (or a sample, or directions) of each implementation's gradient.
/// throws std::invalid_argument if theta is empty or not finite, a gradient has another length, an option is negative
/// or not finite, or the method is unknown or needs a complex cost that the objective does not have.
CheckResult check_gradients(const Objective& objective, const std::vector<Implementation>& implementations,
                            const arma::vec& theta, const CheckOptions& options = {});

}  // namespace gradlab::check
