// Finds the smallest sets of suspects that reproduce a claimed cost and gradient to the match_tolerance: a police line-up.
// What the numbers look like where no set does is structure.hpp's business.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/mistake.hpp"

#include <vector>

namespace gradlab::diagnosis {

/// Sets of one size (1, 2, or 3), each verified by running it; none where nothing fits. A set's order is that in which
/// its mistakes are made. What is NaN in the reference, the cost or a block, does not count.
std::vector<MistakeSet> identify(const DiagnosisInput& question, const MatchTolerance& match_tolerance, const KnownMistakes& known_mistakes);

/// All known entries and the cost are nearer than the match_tolerance.
bool reproduces(const Evaluation& evaluation, const DiagnosisInput& question, const MatchTolerance& match_tolerance);

}  // namespace gradlab::diagnosis
