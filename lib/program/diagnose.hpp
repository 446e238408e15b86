// Why a checked implementation is wrong and what the check could not have noticed, as JSON and in words.
// See diagnosis/ for the findings themselves.
#pragma once

#include "gradlab/diagnosis/checked.hpp"
#include "gradlab/languages/names.hpp"
#include "gradlab/trace/statements.hpp"
#include "program/problem_setup.hpp"
#include "terminal/json.hpp"

#include <string>
#include <vector>

namespace gradlab::program {

/// One for each implementation that does not agree and has findings. Advice is in the language that the reader chose.
std::vector<diagnosis::Diagnosis> diagnose(const ProblemSetup& setup, const check::CheckResult& result);

/// What the check could not have noticed; empty where the model has no list of mistakes.
diagnosis::BlindSpots find_blind_spots(const ProblemSetup& setup, const check::CheckResult& result);

/// Puts these names in place of the source's in what the findings say.
void rename(const languages::Names& names, std::vector<diagnosis::Diagnosis>& diagnoses);

/// `findings[]` and `blind_spots[]` of JSON.md.
Json to_json(const std::vector<diagnosis::Diagnosis>& diagnoses);
Json to_json(const diagnosis::BlindSpots& blind_spots);

/// Lines of at most 80 columns; nothing where there is nothing to say.
/// The statements that a finding refers to are shown as the reader writes them, with these names in them.
std::string describe(const std::vector<diagnosis::Diagnosis>& diagnoses, const std::vector<Block>& blocks,
                     const languages::Names& names, trace::Writing writing, bool color);
std::string describe(const diagnosis::BlindSpots& blind_spots, bool color);

}  // namespace gradlab::program
