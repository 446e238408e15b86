// What a wrong cost looks like beside the right one: scaled, without its penalty, off by a known term.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

namespace gradlab::diagnosis {

/// The finding for a wrong cost. `right`: the reference taken apart.
Finding examine_cost(const DiagnosisInput& question, const MatchTolerance& match_tolerance, const Parts& right, const Facts& facts);

}  // namespace gradlab::diagnosis
