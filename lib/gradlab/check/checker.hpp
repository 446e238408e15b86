// Checks gradients against numerical derivatives, entry by entry, and names the witness that stands alone.
// Knows an objective and functions that claim to be its gradient, and no model. See report.hpp for printing.
#pragma once

#include "gradlab/check/implementation.hpp"
#include "gradlab/check/result.hpp"
#include "gradlab/check/spread.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstddef>
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
  /// Asked now and then, from any thread. Once it says false the entries that are checked so far are judged, and the
  /// rest is left out. Empty: go on to the end.
  std::function<bool()> keep_going;

  /// Takes the first estimates into its own hands: in pieces, on several machines, or from a file. Empty: all at once.
  Spread spread;

  /// The length over which the cost changes along each parameter: steps are shares of it. Example: 1e-9 for a parameter
  /// in meters of an object of nanometers. Empty, one entry for all, or one a parameter. NaN: unknown, it is looked
  /// for.
  arma::vec typical_size;
  /// Where the cost has values. It is not asked outside: at a bound the slope of the inner side is used. Empty, one
  /// entry for all, or one a parameter. NaN, -inf and inf: no bound.
  arma::vec lower, upper;

  /// Seconds that the whole check may take. 0 or infinity: as long as it takes. One cost is timed at theta; where the
  /// full check would take longer, less is spent, down to two costs a parameter, or of a sample. See CheckResult::plan.
  double budget = 0;
  /// Called with the plan once one cost is timed: before the check with a budget, after the preconditions without one.
  std::function<void(const Plan& plan)> forecast;
  std::function<double()> clock;  ///< seconds since any moment; empty: a steady clock

  /// Seconds for one cost, or one cost and gradient; 0 or infinity: no limit. Away from theta a cost that takes longer
  /// has no value there; at theta the check ends. See time_limit.hpp: such a call goes on in a thread of its own.
  double time_limit = 0;
};

/// The options of each of `count` checks that share a budget. What it forecasts is the plan of them all, if they are of
/// one kind.
CheckOptions share_budget(CheckOptions options, std::size_t count);

/// Checks the preconditions, then judges every entry (or a sample, or directions) of each implementation's gradient.
/// throws std::invalid_argument if theta is empty or not finite, a gradient has another length, an option is negative
/// or not finite, or the method is unknown or needs a complex cost that the objective does not have.
CheckResult check_gradients(const Objective& objective, const std::vector<Implementation>& implementations,
                            const arma::vec& theta, const CheckOptions& options = {});

}  // namespace gradlab::check
