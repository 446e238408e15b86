// Finds examples, or labels, that a wrong part of a gradient leaves out or counts more than once.
#pragma once

#include "gradlab/diagnosis/block_part.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gradlab::diagnosis {

/// `first`: the index in theta of the area's block.
std::optional<Finding> find_summands(const BlockPart& a, const Facts& facts, arma::uword first);

/// " (all those with label 2)"; empty where `which` are not all examples of one label.
std::string name_group(const std::vector<arma::uword>& which, const Facts& facts, const std::string& noun);

}  // namespace gradlab::diagnosis
