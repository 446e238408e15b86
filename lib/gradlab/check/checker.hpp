// Checks gradients against numerical derivatives, entry by entry, and says which witness stands alone.
// It knows an objective and functions that claim to be its gradient, no model; printing is report.hpp's business.
#pragma once

#include "gradlab/check/directions.hpp"
#include "gradlab/check/implementation.hpp"
#include "gradlab/check/place.hpp"
#include "gradlab/check/taylor_test.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/check/preconditions.hpp"
#include "gradlab/numeric/estimate.hpp"
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

/// One analytic entry beside its numerical estimate.
struct Comparison {
  Place place;
  double analytic = arma::datum::nan;
  numeric::Estimate numeric;
  double allowed = arma::datum::nan;  ///< the tolerance t of this entry
  double seen = arma::datum::nan;     ///< t without what noise hides: less than t where it hides the gradient
  Verdict verdict = Verdict::undecided;
};

/// distance(analytic, numeric) / max(|analytic|, |numeric|); 0 where the distance is.
double relative_error(const Comparison& comparison);

struct Counts {
  arma::uword checked = 0, agreeing = 0, disagreeing = 0, undecided = 0;
};

struct BlockResult {
  Block block;
  Counts counts;
  arma::uword kinks = 0;                 ///< entries that stand at a kink, and are judged by its two slopes
  double floor = arma::datum::nan;       ///< differences below this are not told from rounding
  double harmless_floor = arma::datum::nan;  ///< less than the floor where noise hides more than a thousandth of the
                                             ///< block's largest entry
  double norm_ratio = arma::datum::nan;  ///< |a-n| / |a+n| over the checked entries: the figure that courses teach
  Comparison worst;
};

struct ImplementationResult {
  std::string name;
  double cost = arma::datum::nan;
  Verdict cost_verdict = Verdict::undecided;
  arma::vec gradient;
  double seconds = 0;  ///< of one cost and gradient
  Verdict verdict = Verdict::undecided;
  Counts counts;
  std::vector<BlockResult> blocks;
  DirectionsResult directions;  ///< empty unless asked for
  SlopeTest slope;              ///< a second opinion; of a sample that agrees it can make an undecided one
};

/// In how many entries of a block one of three witnesses differs from the other two, which agree.
struct OddOneOut {
  std::string block;
  std::string witness;  ///< an implementation's name, "numerical", or "" where no two agree
  arma::uword entries = 0;
};

struct CheckResult {
  /// The worst of all entries, directions and costs; never agree where a trouble leaves room for doubt.
  Verdict verdict = Verdict::undecided;
  std::vector<Trouble> troubles;  ///< found before any entry was judged; after a fatal one none is
  std::vector<ImplementationResult> implementations;
  std::vector<OddOneOut> dissents;  ///< only with two implementations; empty where all three agree

  std::string method;  ///< the methods that were used, in order: "central, ridders"
  std::size_t evaluations = 0;
  double seconds = 0;  ///< of the numerical side
  double largest_error_estimate = 0;
  Tolerance tolerance;             ///< the one that was applied
  double noise = 0;                ///< of the cost, in its units: what rounding or chance makes it tremble by
  double chance_of_missing = 0;    ///< that a sample leaves out one single wrong entry
  double cost = arma::datum::nan;  ///< the numerical side's own
  std::vector<arma::uword> entries;         ///< indices into theta that were checked
  std::vector<numeric::Estimate> numerical;  ///< one for each of `entries`

  /// True if the verdict is agree: a test can assert the result itself.
  explicit operator bool() const { return verdict == Verdict::agree; }
};

/// Looks for troubles first, then judges every entry (or a sample, or directions) of each implementation's gradient.
/// throws std::invalid_argument if theta is empty or not finite, a gradient has another length, the method is unknown or
/// needs what the objective does not offer, or an option is negative or not finite.
CheckResult check_gradients(const Objective& objective, const std::vector<Implementation>& implementations,
                            const arma::vec& theta, const CheckOptions& options = {});

}  // namespace gradlab::check
