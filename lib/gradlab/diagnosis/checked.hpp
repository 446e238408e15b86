// A check with its explanation: why each implementation that does not agree is wrong, and which mistakes the check
// could not have noticed. See diagnose.hpp for the explanation of one gradient.
#pragma once

#include "gradlab/check/checker.hpp"
#include "gradlab/diagnosis/blind_spots.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/mistake.hpp"

#include <map>
#include <string>
#include <vector>

namespace gradlab::diagnosis {

/// The findings about one implementation.
struct Diagnosis {
  std::string implementation;
  std::vector<Finding> findings;
  std::string network = "";        ///< the network that shows the findings; empty: the network of the report
  std::vector<Block> blocks = {};  ///< of that network; empty: the blocks of the report
};

struct Checked {
  check::CheckResult result;
  std::map<std::string, double> plain_costs;  ///< by implementation: the cost without its penalty
  std::vector<Diagnosis> diagnoses;
  BlindSpots blind_spots;
};

/// How far the code's own precision may move a cost, in units of the cost. The bound is the measured noise, and in
/// single precision also the rounding of a sum of floats.
double uncertainty_of_cost(const check::CheckResult& result);

/// Drops the blind spots that a diagnosis names: what the check has noticed is not hidden.
void drop_named(BlindSpots& blind_spots, const std::vector<Diagnosis>& diagnoses);

/// One for each implementation that does not agree and has findings.
std::vector<Diagnosis> diagnose(const KnownMistakes& known_mistakes, const check::CheckResult& result);

}  // namespace gradlab::diagnosis
