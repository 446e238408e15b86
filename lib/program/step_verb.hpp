// The verb step: the network's loop, statement by statement.
#pragma once

#include "program/options.hpp"

namespace gradlab::program {

/// Steps by keys on a terminal, else prints. throws std::invalid_argument for what the data do not have.
int run_step(const StepVerb& options);

}  // namespace gradlab::program
