// The first wrong line of a learner's own file, in the learner's own names, found by experiment.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"
#include "gradlab/languages/names.hpp"
#include "gradlab/lines/judge.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::lines {

/// Where outputs go wrong first.
struct Line {
  std::vector<std::string> outputs;  ///< "J", "Theta1", "Theta2": the cost, and the gradients
  LineKind kind = LineKind::wrong_line;
  arma::uword first = 0, last = 0;   ///< of a region; else the same
  std::string where;                 ///< "line 48", "cell 2, line 5", "lines 28-29"
  std::string text;                  ///< the expression that is wrong, or the right one behind which a step is missing
  std::string now;                   ///< what it is; empty: nothing that is known
  std::string instead;               ///< what belongs there
  std::string missing;               ///< the missing step; empty where it has no name
  bool tried = false;                ///< with it the outputs are right
};

/// A value of the learner's that is right.
struct RightValue {
  std::string name;  ///< the learner's variable
  arma::uword line = 0;
  std::string where;
};

struct FoundLines {
  std::vector<Line> lines;
  std::vector<RightValue> right;  ///< in the order in which they arise
  languages::Names names;         ///< what the learner calls our quantities, and where that is not known the dialect
  bool is_out_of_time = false;    ///< the time was over before all was tried: lines are regions then
};

/// Runs the code again and again, for at most `seconds`. Nothing is found where the code tells no places, where it is
/// no network of the source's kind, or where it is right. Code that dies of it has no lines.
/// throws std::invalid_argument where there is no such dialect.
FoundLines find_lines(const languages::Code& code, const languages::CheckedCode& checked, double seconds,
                      const std::string& dialect);

}  // namespace gradlab::lines
