// Chooses the entries of a gradient to check: all of them, or a seeded sample of every part of every block.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <vector>

namespace gradlab::check {

/// Indices into theta, ascending, of `count` entries (0: all). The same seed gives the same sample.
/// Each part gives at least one entry, and its share by size. A part is a block, a bias column, or a block's rest.
/// Example: 3 entries of a block with a bias column of 5 and a rest of 15 are 1 of the bias and 2 of the rest.
std::vector<arma::uword> choose_entries(const std::vector<Block>& blocks, arma::uword count, std::uint64_t seed);

}  // namespace gradlab::check
