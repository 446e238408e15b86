// The learner's own code, stepped through beside ours: one step as lines for the terminal, and the keys.
#pragma once

#include "gradlab/lines/own_run.hpp"
#include "terminal/canvas.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gradlab::teach {

/// turn: of the loop around the step, from 0. No line is wider than the paper.
std::vector<std::string> draw_own_step(const lines::OwnRun& run, std::size_t index, std::size_t turn,
                                       const terminal::Canvas& paper);

/// On the terminal, until q.
void step_own_by_keys(const lines::OwnRun& run);

}  // namespace gradlab::teach
