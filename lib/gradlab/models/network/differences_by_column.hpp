// Differences of many weights at many steps in one call, a column of X after the other. The forward pass alone is used,
// as in differences.*, and the same formulas.
#pragma once

#include "gradlab/models/network/forward_pass.hpp"
#include "gradlab/models/network/registers.hpp"
#include "gradlab/objective.hpp"

#include <vector>

namespace gradlab::neural_network {

/// One difference for each move. All weights of one input move together: examples whose input is 0 are left out once
/// for all of them, and several steps share what is read. Each move of a small step agrees with `one` to some units in
/// its last place; its bound is at most 1 % larger. Longer steps, beyond 2^-13 of an exponent, go to `one`.
/// `width`: of the registers, 2, 4 or 8. Those of 4 and 8 fuse operations and give the same figures; a register of 2
/// on x86-64 fuses none: of some thousand figures one differs in its last place.
std::vector<Difference> differences_by_column(const ForwardPass& pass, const std::vector<Move>& moves,
                                              const DifferenceFunction& one, const in_parallel::Options& options,
                                              int width = widest_register());

}  // namespace gradlab::neural_network
