// Finds the smallest sets of known mistakes that reproduce a claimed cost and gradient to the match tolerance.
// See structure.hpp for claims that no set reproduces.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/mistake.hpp"

#include <vector>

namespace gradlab::diagnosis {

/// Sets of one size (1, 2, or 3), each verified by running it. Each set holds its mistakes in the order of making them.
/// A cost or a block that is NaN in the reference does not count.
std::vector<MistakeSet> identify(const DiagnosisInput& input, const MatchTolerance& tolerance,
                                 const KnownMistakes& known);

/// All known entries and the cost are nearer than the match tolerance.
bool reproduces(const Evaluation& evaluation, const DiagnosisInput& input, const MatchTolerance& tolerance);

}  // namespace gradlab::diagnosis
