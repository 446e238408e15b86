// The errors that stand behind a block of a gradient, read off where the examples allow it, and what function of output
// and target they are.
#pragma once

#include "gradlab/diagnosis/block_part.hpp"

#include <optional>

namespace gradlab::diagnosis {

/// Where the errors can be read off, the function that they are of output and target.
std::optional<Pattern> find_errors(const DiagnosisInput& question, const BlockPart& whole, const BlockPart& wrong, const Facts& facts,
                                    std::size_t b);

}  // namespace gradlab::diagnosis
