// Holds a claimed cost and gradient beside the right ones, and tells which entries are wrong.
// See diagnose.hpp for why they are wrong.
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
  Evaluation reference;   ///< the right ones; NaN where unknown (an entry that was not differentiated)
  arma::vec uncertainty;  ///< of each entry of the reference, where it is numerical; empty: rounding only
  double cost_uncertainty = 0;
  double noise = 0;            ///< of the reference's cost, in its units
  check::Tolerance tolerance;  ///< the rule of the check: what counts as wrong
};

/// How near two numbers must be to count as the same. See tolerances.hpp for its constants.
struct MatchTolerance {
  arma::vec gradient;  ///< of an entry of the claim and the right one
  arma::vec match;     ///< of an explanation and the claim: finer where the claim is smaller than the right one
  double cost = 0;
  bool single_precision = false;  ///< the claim's numbers have 24 bits only, and are allowed more
};

/// `penalty`: the part of the reference's gradient whose rounding the sum carries; may be empty.
MatchTolerance make_match_tolerance(const DiagnosisInput& input, const arma::vec& penalty);

/// Equal, both NaN, or nearer than `allowed`.
bool is_near(double one, double other, double allowed);

/// The parts that the check's own rule calls wrong.
struct WrongParts {
  bool cost = false;
  std::vector<bool> blocks;

  bool any_block() const;
  bool any() const { return cost || any_block(); }
};
WrongParts find_wrong_parts(const DiagnosisInput& input);

/// The wrong entries of block `b`, counted within the block: farther from the reference than MatchTolerance::gradient.
arma::uvec find_wrong(const DiagnosisInput& input, const MatchTolerance& tolerance, std::size_t b);

/// The index in theta of a block's first entry.
arma::uword first_of(const std::vector<Block>& blocks, std::size_t b);

}  // namespace gradlab::diagnosis
