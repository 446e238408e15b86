// Checks gradients against numerical derivatives, entry by entry, and says which witness stands alone.
// It knows an objective and functions that claim to be its gradient, no model; printing is report.hpp's business.
#pragma once

#include "gradlab/check/place.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/estimate.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gradlab::check {

/// Something that claims to compute the objective's cost and gradient.
struct Implementation {
  std::string name;
  std::function<Evaluation(const arma::vec& theta)> evaluate;
};

struct CheckOptions {
  std::string method = "auto";   ///< one of numeric::methods(), or auto: cheap first, then better where undecided
  Tolerance tolerance;           ///< see there
  arma::uword parameters = 0;    ///< entries to check, 0: all
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
  Verdict verdict = Verdict::undecided;
};

/// |analytic - numeric| / max(|analytic|, |numeric|); 0 where both are 0.
double relative_error(const Comparison& comparison);

struct Counts {
  arma::uword checked = 0, agreeing = 0, disagreeing = 0, undecided = 0;
};

struct BlockResult {
  Block block;
  Counts counts;
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
};

/// In how many entries of a block one of three witnesses differs from the other two, which agree.
struct Dissent {
  std::string block;
  std::string witness;  ///< an implementation's name, "numerical", or "" where no two agree
  arma::uword entries = 0;
};

struct CheckResult {
  Verdict verdict = Verdict::undecided;  ///< the worst of all entries and costs
  std::vector<ImplementationResult> implementations;
  std::vector<Dissent> dissents;  ///< only with two implementations; empty where all three agree

  std::string method;  ///< the methods that were used, in order: "central, ridders"
  std::size_t evaluations = 0;
  double seconds = 0;  ///< of the numerical side
  double largest_error_estimate = 0;
  double cost = arma::datum::nan;  ///< the numerical side's own
  std::vector<arma::uword> entries;         ///< indices into theta that were checked
  std::vector<numeric::Estimate> numerical;  ///< one for each of `entries`
};

/// throws std::invalid_argument if theta is empty or not finite, a gradient has another length, or the method is
/// unknown or needs what the objective does not offer.
CheckResult check_gradients(const Objective& objective, const std::vector<Implementation>& implementations,
                            const arma::vec& theta, const CheckOptions& options = {});

}  // namespace gradlab::check
