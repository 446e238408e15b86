// Where a learner's output goes wrong first: matching says what is right so far, mending says what is wrong.
#pragma once

#include "gradlab/lines/repair_search.hpp"

#include <armadillo>

#include <array>
#include <cstddef>
#include <optional>

namespace gradlab::lines {

enum class LineKind {
  wrong_line,    ///< with another value in this place the output is right
  missing_step,  ///< all is right up to a line, but a step does not follow
  region         ///< the first wrong value arises in these lines
};

/// What is wrong with one output.
struct Finding {
  LineKind kind = LineKind::wrong_line;
  Mend mend;
  arma::uword first = 0, last = 0;  ///< lines
};

using Findings = std::array<std::optional<Finding>, output_count>;

/// None for an output that is right, or where it cannot be said. One place that mends all comes first.
Findings find_first_wrong(RepairSearch& search);

}  // namespace gradlab::lines
