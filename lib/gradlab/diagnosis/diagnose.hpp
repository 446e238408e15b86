// Says why a gradient or a cost is wrong: which known mistake, or which two together, reproduce it to the last digits;
// else what its numbers look like; else where the error is. Models and their mistakes come in by known_mistakes.hpp.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

#include <vector>

namespace gradlab::diagnosis {

/// Nothing where no entry and no cost is wrong by the case's tolerance. One finding for each mistake and block (or the
/// cost) that it spoils. Without suspects (an empty known_mistakes) only the structure speaks.
std::vector<Finding> diagnose(const DiagnosisInput& question, const KnownMistakes& known_mistakes);

/// Why a claimed cost and gradient are wrong, where the known_mistakes's own run without mistakes is right. `cost_uncertainty`:
/// what the claimed cost may be off by from its own precision, in its units.
std::vector<Finding> diagnose(const KnownMistakes& known_mistakes, const Evaluation& claimed, const check::Tolerance& tolerance = {},
                              double cost_uncertainty = 0);

}  // namespace gradlab::diagnosis
