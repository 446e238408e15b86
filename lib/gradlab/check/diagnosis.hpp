// Says why a gradient or a cost is wrong: which known mistake, or which two together, reproduce it to the last digits;
// else what its numbers look like; else where the error is. Models and their mistakes come in by lineup.hpp.
#pragma once

#include "gradlab/check/case.hpp"
#include "gradlab/lineup.hpp"

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
/// cost) that it spoils. Without suspects (an empty lineup) only the structure speaks.
std::vector<Finding> diagnose(const Case& question, const Lineup& lineup);

/// Why a claimed cost and gradient are wrong, where the lineup's own run without mistakes is right. `cost_uncertainty`:
/// what the claimed cost may be off by from its own precision, in its units.
std::vector<Finding> diagnose(const Lineup& lineup, const Evaluation& claimed, const Tolerance& tolerance = {},
                              double cost_uncertainty = 0);

}  // namespace gradlab::check
