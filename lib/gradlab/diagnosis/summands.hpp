// Examples, or labels, that are missing from a wrong stretch of a gradient, or counted more than once.
#pragma once

#include "gradlab/diagnosis/block_part.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gradlab::diagnosis {

/// `first`: the index in theta of the area's block.
std::optional<Pattern> find_summands(const BlockPart& a, const Facts& facts, arma::uword first);

/// ", the first ones of label 2" and such; empty where the group has no name.
std::string name_group(const std::vector<arma::uword>& which, const Facts& facts, const std::string& noun);

}  // namespace gradlab::diagnosis
