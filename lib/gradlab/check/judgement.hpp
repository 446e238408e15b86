// Judges entries, blocks and implementations by their estimates. See differentiate.hpp for the estimates and
// tolerance.hpp for the rule.
#pragma once

#include "gradlab/check/result.hpp"

#include <vector>

namespace gradlab::check {

/// For each block its place in theta and its share of the checked entries; nothing of it is judged yet.
std::vector<BlockResult> split_into_blocks(const std::vector<Block>& blocks, const std::vector<arma::uword>& entries);

/// Sets the floors of each block from its largest finite estimate and the cost's noise.
void set_floors(std::vector<BlockResult>& blocks, const std::vector<numeric::Estimate>& estimates,
                const Tolerance& tolerance, double noise);

/// Judges one entry of the block; `index` is the entry's place in theta.
Comparison compare(const BlockResult& block, arma::uword index, double analytic, const numeric::Estimate& estimate,
                   const Tolerance& tolerance);

/// The same of this implementation's entry: in the precision of its gradient, and as far as the entry does not change.
Comparison compare(const BlockResult& block, const ImplementationResult& implementation, arma::uword index,
                   const numeric::Estimate& estimate, const Tolerance& tolerance);

/// The worst verdict of all implementations on entry i of the checked ones, by this estimate.
Verdict judge_entry(const BlockResult& block, const CheckResult& result, std::size_t i,
                    const numeric::Estimate& estimate, const Tolerance& tolerance);

/// For each checked entry its block.
std::vector<const BlockResult*> block_of_each(const std::vector<BlockResult>& blocks);

/// Fills in the blocks, counts and verdict of `implementation`, whose cost, gradient and directions are there.
/// `result`: the entries with their estimates, the reference cost, the noise and the tolerance. `blocks`: with floors.
void judge_implementation(const CheckResult& result, const std::vector<BlockResult>& blocks,
                          ImplementationResult& implementation);

}  // namespace gradlab::check
