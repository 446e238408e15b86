// The right entries of a gradient in other places: unrolled in the other order, shifted, reversed, blocks exchanged.
#pragma once

#include "gradlab/diagnosis/block_part.hpp"

#include <optional>
#include <vector>

namespace gradlab::diagnosis {

/// Within one block; `wrong`: its wrong entries.
std::optional<Finding> find_disorder(const BlockPart& whole, const BlockPart& wrong, const Facts& facts);

/// Findings for entries that went into other blocks; none where no such order explains the gradient.
std::vector<Finding> examine_order(const DiagnosisInput& input, const MatchTolerance& tolerance, const Facts& facts);

}  // namespace gradlab::diagnosis
