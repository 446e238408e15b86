// One step of a trace as lines for the terminal: the statement in four languages, the value, what changed, and the turn
// of the loop. Keys and the screen are stepper.hpp's business.
#pragma once

#include "gradlab/trace/trace.hpp"

#include <string>
#include <vector>

namespace gradlab::terminal {}

namespace gradlab::program::step {

using namespace terminal;

struct Paper {
  std::size_t columns = 80;
  std::size_t lines = 24;  ///< what the page should need, where it can: how large a table may be
  bool color = false;
  bool unicode = false;  ///< else the maths is spelled out
};

/// No line is wider than the paper.
std::vector<std::string> draw_step(const trace::Trace& trace, std::size_t index, const Paper& paper);

/// "(5, 4)"; a number's is "number".
std::string describe_shape(const std::vector<arma::uword>& shape);

}  // namespace gradlab::program::step
