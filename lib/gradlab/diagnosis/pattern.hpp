// What a wrong stretch of a gradient looks like beside the right one, its data's part, its penalty and the weights: zero,
// a constant ratio, a multiple of the weights, clipped, without its signs.
#pragma once

#include "gradlab/diagnosis/block_part.hpp"

#include <optional>
#include <string>

namespace gradlab::diagnosis {

/// The simplest that fits, if any does.
std::optional<Pattern> find_likeness(const BlockPart& area, const Facts& facts);

/// "lambda/m = 0.6", "-1".
std::string ratio_in_words(double ratio, const Facts& facts);

std::string remedy_for_ratio(double ratio, const Facts& facts);

}  // namespace gradlab::diagnosis
