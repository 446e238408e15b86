// The verb mistakes: a list of those that people make in the network's cost and gradient, and the story of each.
#pragma once

#include "program/options.hpp"

namespace gradlab::program {

/// Prints; the exit status is 0. throws std::invalid_argument, with the nearest name, if there is no such mistake.
int run_mistakes(const MistakesVerb& options);

}  // namespace gradlab::program
