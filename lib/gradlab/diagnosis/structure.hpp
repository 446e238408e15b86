// Explains a block of a wrong gradient without known mistakes. It tries pattern.hpp, disorder.hpp, errors.hpp and
// summands.hpp in turn. Where none of them fits, it says where the error is.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

#include <vector>

namespace gradlab::diagnosis {

/// At least one finding for block `b`, if it has wrong entries. `right`: the reference, data and penalty apart.
std::vector<Finding> examine_block(const DiagnosisInput& input, const MatchTolerance& tolerance, const Parts& right,
                                   const Facts& facts, std::size_t b);

}  // namespace gradlab::diagnosis
