// One step of a trace as lines for the terminal: the statement in math and in a language, the value, what changed, and the turn
// of the loop. See stepper.hpp for keys.
#pragma once

#include "gradlab/trace/trace.hpp"
#include "teach/language.hpp"
#include "terminal/canvas.hpp"

#include <string>
#include <vector>

namespace gradlab::teach {

using namespace terminal;

/// No line is wider than the paper. A table is as large as the lines of the paper allow, but has six lines at least.
/// Without Unicode the maths is spelled out.
std::vector<std::string> draw_step(const trace::Trace& trace, std::size_t index, Language language, const Canvas& paper);

/// "(5, 4)"; a number's is "number".
std::string describe_shape(const std::vector<arma::uword>& shape);

}  // namespace gradlab::teach
