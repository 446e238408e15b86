// The results of a check, from one entry up to all implementations. The functions that fill them lie in the headers
// above this one: preconditions, directions, taylor_test, judgement, odd_one_out and checker.
#pragma once

#include "gradlab/check/place.hpp"
#include "gradlab/check/precision.hpp"
#include "gradlab/check/plan.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/estimate.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::check {

// ---- Before the check ----

/// How much a trouble spoils.
enum class Severity {
  note,   ///< nothing: arguments are copied, and the noise is measured, that of chance too
  doubt,  ///< a right gradient cannot be told for sure: the verdict is undecided at best
  fatal,  ///< everything: no entry is judged
};

/// A precondition of the check that does not hold.
struct Trouble {
  /// throws, not_scalar, not_finite, changes_argument, not_deterministic (chance), keeps_state (the answer goes by the
  /// calls before), bfloat16, half_precision, single_precision (of the cost, the gradient, or a parameter)
  std::string kind;
  std::string evidence;  ///< one line: the function, the call and the answer
  Severity severity = Severity::note;
};

bool has_trouble(const std::vector<Trouble>& troubles, Severity severity);

// ---- Single entries ----

/// One analytic entry beside its numerical estimate.
struct Comparison {
  Place place;
  double analytic = arma::datum::nan;
  numeric::Estimate numeric;
  double allowed = arma::datum::nan;                ///< the tolerance t of this entry
  double floor = 0;                                 ///< the part of t that does not go with the entry's size
  Verdict verdict = Verdict::undecided;
};

/// distance(analytic, numeric) / max(|analytic|, |numeric|); 0 where the distance is.
double relative_error(const Comparison& comparison);

/// (d + e) / t with the terms of judge(). An entry whose share is above 1 does not agree.
double share_of_tolerance_used(const Comparison& comparison);

struct Counts {
  arma::uword checked = 0, agreeing = 0, disagreeing = 0, undecided = 0;
};

struct BlockResult {
  Block block;
  arma::uword first = 0;           ///< index in theta of the block's first entry
  std::size_t begin = 0, end = 0;  ///< the block's share of CheckResult::entries
  double largest = 0;              ///< the largest finite estimate
  Floor floor;                     ///< smaller differences cannot be told from rounding error
  arma::uword hidden = 0;          ///< entries of which nothing could be known: noise hides them
  std::vector<Place> first_hidden;  ///< the first few of these
  Counts counts;
  arma::uword kinks = 0;                 ///< entries at a kink, which are judged by its two slopes
  arma::uword edges = 0;  ///< entries at the edge of the domain, which are judged by the one side's slope
  double norm_ratio = arma::datum::nan;  ///< |a-n| / |a+n| over the checked entries: the figure that courses teach
  Comparison worst;
};

// ---- Directions ----

/// One block, and the numbers of the direction that fits it worst.
struct DirectionResult {
  std::string block;
  int directions = 0;
  Verdict verdict = Verdict::undecided;
  double analytic = arma::datum::nan;  ///< gradient . u, u of length 1, its entries as large as those of theta
  numeric::Estimate numeric;           ///< (f(theta + tu) - f(theta - tu)) / 2t
  double allowed = arma::datum::nan;
  double smallest_seen = arma::datum::nan;  ///< a single entry that is wrong by more than this is noticed
};

struct DirectionsResult {
  std::vector<DirectionResult> blocks;
  std::vector<arma::uword> suspects;  ///< indices into theta, ascending: entries that halving has led to
  bool more = false;                  ///< halving stopped at the limit: other entries may be wrong too
  std::size_t evaluations = 0;        ///< of the cost
};

// ---- Entries at one kink ----

/// What a direction among the entries at kinks tells against the gradient; see kinks_together.hpp.
struct KinksTogether {
  Verdict verdict = Verdict::agree;
  std::vector<arma::uword> entries;    ///< indices into theta that the direction moves; empty: nothing tells against it
  arma::vec direction;                 ///< its largest entry is 1
  double analytic = arma::datum::nan;  ///< gradient . direction
  numeric::Estimate numeric;           ///< the cost's slope along it, or both slopes
  std::size_t evaluations = 0;         ///< of the cost
};

// ---- The slope of the Taylor test ----

/// What a closer look along the Taylor test's direction shows, where its slope calls a gradient wrong that agrees.
enum class SlopeFinding {
  none,        ///< nothing was asked
  tolerated,   ///< the gradient differs, by no more than the tolerance allows
  not_smooth,  ///< the cost has a kink, an edge or a jump along the direction
  unclear,     ///< noise leaves it open
  against,     ///< the gradient is wrong along the direction by more than its entries are allowed together
};

/// See slope_vote.hpp.
struct SlopeVote {
  SlopeFinding finding = SlopeFinding::none;
  Verdict verdict = Verdict::agree;    ///< undecided at worst
  std::vector<arma::uword> entries;    ///< indices into theta: those that halving the direction has led to
  double analytic = arma::datum::nan;  ///< gradient . direction
  numeric::Estimate numeric;           ///< the cost's slope along it
  std::size_t evaluations = 0;         ///< of the cost
};

// ---- A gradient that is nearly right ----

/// Where every entry is off by about the same small share, as one is whose iteration inside stops early.
struct NearlyRight {
  arma::uword entries = 0;  ///< how many; 0: the gradient is no such one
  double typical = 0;       ///< the median share by which they are off
  double accepting = 0;     ///< the relative tolerance that would accept them all
};

// ---- All of it ----

struct ImplementationResult {
  std::string name;
  double cost = arma::datum::nan;
  Verdict cost_verdict = Verdict::undecided;
  arma::vec gradient;
  double seconds = 0;  ///< of one cost and gradient
  double change_of_cost = 0;            ///< how far it was seen to change at one theta, by chance or by earlier calls
  arma::vec change;                     ///< the same of each entry; empty: none changes
  const Format* of_cost = nullptr;      ///< the format of few bits that its numbers have; null: double precision
  const Format* of_gradient = nullptr;  ///< the same; entries are then allowed that format's rounding
  Verdict verdict = Verdict::undecided;
  Counts counts;
  std::vector<BlockResult> blocks;
  std::vector<Verdict> verdicts;           ///< one for each of CheckResult::entries
  DirectionsResult directions;             ///< empty unless asked for
  KinksTogether kinks_together;            ///< empty unless two entries or more stand at kinks
  double taylor_slope = arma::datum::nan;  ///< 2: right, 1: wrong; NaN: unknown
  NearlyRight nearly_right;
  SlopeVote slope_vote;                    ///< of a slope that speaks against a gradient of which all entries agree
};

/// The tolerance for the entries of this gradient: no less than the rounding of its format.
Tolerance tolerance_for(const ImplementationResult& implementation, Tolerance tolerance);

/// The number of entries of a block in which one of three witnesses differs from the other two, which agree.
struct OddOneOut {
  std::string block;
  std::string witness;  ///< an implementation's name, "numerical", or "" where no two agree
  arma::uword entries = 0;
};

struct CheckResult {
  /// The worst of all entries, directions, costs and points; never agree with a trouble of Severity::doubt.
  Verdict verdict = Verdict::undecided;
  std::vector<Trouble> troubles;  ///< found before any entry is judged
  std::vector<ImplementationResult> implementations;
  std::vector<OddOneOut> odd_ones_out;  ///< with two implementations only; empty where all three witnesses agree

  std::string method;  ///< the methods that were used, in order: "central, ridders"
  std::size_t evaluations = 0;
  double seconds = 0;  ///< of the numerical side
  double largest_error_estimate = 0;
  Tolerance tolerance;             ///< the one that was applied
  const Format* of_cost = nullptr;  ///< the format of few bits of the numerical side's cost; null: double precision
  double noise = 0;                ///< how far rounding or chance moves the cost, in its units
  Plan plan;                       ///< made before the check
  bool has_single_method = false;  ///< the caller named one: auto's protections are missing
  double chance_of_missing = 0;    ///< the chance that the sample leaves out a single wrong entry
  double cost = arma::datum::nan;  ///< the numerical side's own
  std::vector<arma::uword> entries;          ///< indices into theta that were checked, ascending
  std::vector<numeric::Estimate> numerical;  ///< one for each of `entries`
  arma::vec theta;
  bool interrupted = false;         ///< CheckOptions::keep_going ended the check: `entries` are those checked so far
  std::string blind;                ///< why a wrong gradient may look right at theta; empty: no reason was seen
  std::vector<CheckResult> points;  ///< the results at further points; `verdict` is the worst of all, the rest theta's

  /// True if the verdict is agree: a test can assert the result itself.
  explicit operator bool() const { return verdict == Verdict::agree; }
};

}  // namespace gradlab::check
