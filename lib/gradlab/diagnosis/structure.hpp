// What the numbers of a wrong gradient look like, with no known mistake to compare them with. It asks its neighbors in
// turn (likeness, disorder, errors, summands), and says where the error is confined where none of them knows.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

#include <vector>

namespace gradlab::diagnosis {

/// Findings for block `b` of the case, at least one. `right`: the reference taken apart.
std::vector<Finding> examine_block(const DiagnosisInput& question, const MatchTolerance& match_tolerance, const Parts& right,
                                   const Facts& facts, std::size_t b);

}  // namespace gradlab::diagnosis
