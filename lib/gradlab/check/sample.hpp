// Which entries of a gradient are checked: all of them, or a seeded sample that leaves no part of a block out.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <vector>

namespace gradlab::check {

/// Indices into theta, ascending, of `count` entries (0: all). Every block, and where a block has a bias column that
/// column and the rest apart, gives at least one entry and otherwise its share by size; so there are never fewer
/// entries than such parts. The same seed gives the same sample.
std::vector<arma::uword> choose_entries(const std::vector<Block>& blocks, arma::uword count, std::uint64_t seed);

}  // namespace gradlab::check
