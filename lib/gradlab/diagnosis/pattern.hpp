// Finds the pattern of a wrong part of a gradient: zero, a constant ratio, a multiple of the weights, clipped, ...
// Each pattern relates the claim to the right gradient, its data's part, its penalty, or the weights.
#pragma once

#include "gradlab/diagnosis/block_part.hpp"

#include <optional>
#include <string>

namespace gradlab::diagnosis {

/// The first pattern that fits, from simple to complex.
std::optional<Finding> find_pattern(const BlockPart& area, const Facts& facts);

/// "lambda/m = 0.6", "-1".
std::string ratio_in_words(double ratio, const Facts& facts);

std::string remedy_for_ratio(double ratio, const Facts& facts);

}  // namespace gradlab::diagnosis
