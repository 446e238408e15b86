// Finds the pattern of a wrong cost: scaled, without its penalty, off by a known term.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

namespace gradlab::diagnosis {

/// `right`: the reference, data and penalty apart.
Finding examine_cost(const DiagnosisInput& input, const MatchTolerance& tolerance, const Parts& right,
                     const Facts& facts);

}  // namespace gradlab::diagnosis
