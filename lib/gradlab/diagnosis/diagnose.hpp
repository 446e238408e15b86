// Says why a gradient or a cost is wrong: which known mistake, or which two together, reproduce it to the last digits;
// else what its numbers look like; else where the error is. Models and their mistakes come in by known_mistakes.hpp.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/mistake.hpp"

#include <string>
#include <vector>

namespace gradlab::check {

/// A place in a block; the cost where `block` is empty.
struct Where {
  std::string block;
  std::vector<arma::uword> columns, rows;  ///< counted from 0, ascending
};

struct Finding {
  std::string mistake;  ///< a suspect's name, or that of a structure ("constant-ratio"); empty: the cause is unknown
  std::vector<std::string> alternatives;  ///< what gives the same numbers on this input
  Where where;
  std::string explanation;  ///< one sentence: what is wrong
  std::string evidence;     ///< what the numbers of this place look like; may be empty
  std::string match;        ///< what gives the same numbers, and how nearly; empty where nothing does
  std::string statement;    ///< where to look; may be empty
  std::string remedy;       ///< may be empty
};

/// Nothing where no entry and no cost is wrong by the case's tolerance. One finding for each mistake and block (or the
/// cost) that it spoils. Without suspects (an empty known_mistakes) only the structure speaks.
std::vector<Finding> diagnose(const DiagnosisInput& question, const KnownMistakes& known_mistakes);

/// Why a claimed cost and gradient are wrong, where the known_mistakes's own run without mistakes is right. `cost_uncertainty`:
/// what the claimed cost may be off by from its own precision, in its units.
std::vector<Finding> diagnose(const KnownMistakes& known_mistakes, const Evaluation& claimed, const Tolerance& tolerance = {},
                              double cost_uncertainty = 0);

}  // namespace gradlab::check
