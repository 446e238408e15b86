// Says why a gradient or a cost is wrong: by known mistakes that reproduce it to the last digits, else by a pattern in
// its numbers, else by the place of the error. Models hand over their mistakes as KnownMistakes.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

#include <vector>

namespace gradlab::diagnosis {

/// One finding for each mistake and each block (or the cost) that it spoils. Nothing where all is right by the input's
/// tolerance. Without known mistakes only patterns are found.
std::vector<Finding> diagnose(const DiagnosisInput& input, const KnownMistakes& known);

/// The same, where the run without mistakes is right. `cost_uncertainty`: how far the claim's own precision moves its
/// cost, in its units.
std::vector<Finding> diagnose(const KnownMistakes& known, const Evaluation& claimed,
                              const check::Tolerance& tolerance = {}, double cost_uncertainty = 0);

/// The same about a cost alone: no word is said about the gradient.
std::vector<Finding> diagnose_cost(const KnownMistakes& known, double cost, double cost_uncertainty = 0);

}  // namespace gradlab::diagnosis
