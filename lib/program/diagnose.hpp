// Why a checked implementation is wrong and what the check could not have noticed, as JSON and in words.
// The answers are check/diagnosis.hpp's and check/blind_spots.hpp's; which model is asked is the setup's business.
#pragma once

#include "gradlab/diagnosis/blind_spots.hpp"
#include "gradlab/check/checker.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "terminal/json.hpp"
#include "program/problem_setup.hpp"

#include <string>
#include <vector>

namespace gradlab::program {

struct Diagnosis {
  std::string implementation;
  std::vector<diagnosis::Finding> findings;
  std::string network = "";         ///< the one of several that shows them; empty: that of the report
  std::vector<Block> blocks = {};  ///< of that network; empty: those of the report
};

/// What a cost may be off by from the code's own precision: what it was measured to tremble by, and where all numbers
/// have the 24 bits of a float, the rounding of a sum of floats.
double uncertainty_of_cost(const check::CheckResult& result);

/// One for each implementation that does not agree and has findings.
std::vector<Diagnosis> diagnose(const ProblemSetup& setup, const check::CheckResult& result);

/// What the check could not have noticed; empty where the model has no list of mistakes.
diagnosis::BlindSpots find_blind_spots(const ProblemSetup& setup, const check::CheckResult& result);

/// `findings[]` and `blind_spots[]` of JSON.md.
Json to_json(const std::vector<Diagnosis>& diagnoses);
Json to_json(const diagnosis::BlindSpots& blind_spots);

/// Lines of at most 80 columns; nothing where there is nothing to say.
std::string describe(const std::vector<Diagnosis>& diagnoses, const std::vector<Block>& blocks, bool color);
std::string describe(const diagnosis::BlindSpots& blind_spots, bool color);

}  // namespace gradlab::program
