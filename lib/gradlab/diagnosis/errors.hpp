// Computes the examples' errors from a block of a gradient, where the examples' inputs are independent, and names the
// function of output and target that they are.
#pragma once

#include "gradlab/diagnosis/block_part.hpp"

#include <optional>

namespace gradlab::diagnosis {

/// Nothing where the errors cannot be computed, or are no function that is known here.
std::optional<Finding> find_errors(const DiagnosisInput& input, const BlockPart& whole, const BlockPart& wrong,
                                   const Facts& facts, std::size_t b);

}  // namespace gradlab::diagnosis
