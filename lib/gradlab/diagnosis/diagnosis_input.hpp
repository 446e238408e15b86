// What the diagnosis starts from: a claimed cost and gradient beside the right ones, and which entries are wrong.
// Why they are wrong is diagnosis.hpp's business.
#pragma once

#include "gradlab/check/tolerance.hpp"
#include "gradlab/mistake.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <vector>

namespace gradlab::diagnosis {

struct DiagnosisInput {
  std::vector<Block> blocks;  ///< all of theta, in order
  arma::vec theta;
  Evaluation claimed;
  Evaluation reference;   ///< what is right; NaN where it is not known (an entry that was not differentiated)
  arma::vec uncertainty;  ///< of each entry of the reference, where it is numerical; empty: rounding only
  double cost_uncertainty = 0;
  double noise = 0;     ///< what the reference's cost trembles by, in its units
  check::Tolerance tolerance;  ///< the rule of the check: what counts as wrong
};

/// How near two numbers must be to count as one: a few digits above rounding, so that a coincidence is unlikely.
struct MatchTolerance {
  arma::vec gradient;  ///< for an entry of the claim to count as right
  arma::vec match;  ///< for an explanation to count as the claim: finer where the claim is smaller than what is right
  double cost = 0;
  bool single_precision = false;  ///< the claim's numbers have only 24 bits, and are measured accordingly
};

/// `penalty`: the part of the reference's gradient whose rounding the sum carries; may be empty.
MatchTolerance make_match_tolerance(const DiagnosisInput& question, const arma::vec& penalty);

/// Equal, both NaN, or nearer than `allowed`.
bool is_near(double one, double other, double allowed);

/// What the check's own rule calls wrong.
struct WrongParts {
  bool cost = false;
  std::vector<bool> blocks;

  bool any_block() const;
  bool any() const { return cost || any_block(); }
};
WrongParts find_wrong_parts(const DiagnosisInput& question);

/// Of block `b` (from 0) the entries, counted within the block, that are further from the reference than the match_tolerance.
arma::uvec find_wrong(const DiagnosisInput& question, const MatchTolerance& match_tolerance, std::size_t b);

/// The index in theta of a block's first entry.
arma::uword first_of(const std::vector<Block>& blocks, std::size_t b);

}  // namespace gradlab::diagnosis
