// What the numbers of a wrong gradient or cost look like, with no known mistake to compare them with: a constant ratio,
// a missing column, entries in other places, a multiple of the weights, examples that are missing.
#pragma once

#include "gradlab/check/case.hpp"
#include "gradlab/check/diagnosis.hpp"
#include "gradlab/lineup.hpp"

#include <vector>

namespace gradlab::check {

/// Findings for block `b` of the case, at least one. `right`: the reference taken apart.
std::vector<Finding> examine_block(const Case& question, const Yardstick& yardstick, const Parts& right,
                                   const Facts& facts, std::size_t b);

/// Findings for entries that went into other blocks; none where no such order explains the gradient.
std::vector<Finding> examine_order(const Case& question, const Yardstick& yardstick, const Facts& facts);

/// The finding for a wrong cost.
Finding examine_cost(const Case& question, const Yardstick& yardstick, const Parts& right, const Facts& facts);

/// The columns and rows of entries of a block.
Where place_of(const Block& block, const arma::uvec& entries);

/// "Theta1(:,0)", "Theta2(1:,:)", "Theta1"; "J" for the cost.
std::string name_place(const Where& where, const std::vector<Block>& blocks);

}  // namespace gradlab::check
