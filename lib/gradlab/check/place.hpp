// The place of an entry of the parameter vector: its block, its row and column, and its name.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::check {

struct Place {
  arma::uword row = 0;     ///< counted from 0
  arma::uword column = 0;  ///< counted from 0
};

/// The entry `index` (from 0) of the block.
Place place_in(const Block& block, arma::uword index);

/// The way back: the index (from 0) of a place in the block.
arma::uword index_in(const Block& block, Place place);

/// "Theta1(3,17): hidden unit 3, input 17"; without the part behind the colon where the block has no meanings.
std::string name_entry(const Block& block, Place place);

/// The objective's blocks, or one column "theta" of that size where it names none.
/// throws std::invalid_argument if the blocks do not add up to `size`.
std::vector<Block> blocks_or_whole(const std::vector<Block>& blocks, arma::uword size);

}  // namespace gradlab::check
