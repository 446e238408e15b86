// From estimates to verdicts: each entry's, each block's and each implementation's. The estimates come from
// differentiate.hpp, the rule from tolerance.hpp.
#pragma once

#include "gradlab/check/checker.hpp"

#include <vector>

namespace gradlab::check {

/// A checked_block of the checked entries that lies in one block.
struct CheckedBlock {
  Block block;
  arma::uword first_index = 0;     ///< of the block in theta
  std::size_t begin = 0, end = 0;  ///< in the list of checked entries
  double floor = 0;                ///< see rounding_floor()
  double harmless_floor = 0;       ///< so much of it as hides nothing
};

std::vector<CheckedBlock> split_into_blocks(const std::vector<Block>& blocks, const std::vector<arma::uword>& entries);

/// Sets the floors of each checked_block from its largest finite estimate and the cost's noise.
void set_floors(std::vector<CheckedBlock>& blocks_checked, const std::vector<numeric::Estimate>& estimates,
                const Tolerance& tolerance, double noise);

/// One entry by the rule; `index` is its place in theta.
Comparison compare(const CheckedBlock& checked_block, arma::uword index, double analytic, const numeric::Estimate& estimate,
                   const Tolerance& tolerance);

/// How much of the allowed difference an entry uses up: above 1 it does not agree.
double strain(const Comparison& comparison);

/// Fills in the blocks, counts and verdict of `result`, whose gradient is there. The entries' verdicts, the cost's
/// against `reference_cost` and those of its directions go into it.
void judge_implementation(const std::vector<CheckedBlock>& blocks_checked, const std::vector<arma::uword>& entries,
                          const std::vector<numeric::Estimate>& estimates, const Tolerance& tolerance,
                          double reference_cost, double noise, ImplementationResult& result);

}  // namespace gradlab::check
