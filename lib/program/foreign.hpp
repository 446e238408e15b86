// The verb check for foreign code: options in, report out. See gradlab/languages for the check itself.
#pragma once

#include "gradlab/lines/own_run.hpp"
#include "program/check_options.hpp"

#include <string>

namespace gradlab::program {

/// One of --exec, --python and --octave is given.
bool is_foreign(const CheckVerb& options);

/// Checks and prints; the exit status is the verdict's. throws where the code cannot be checked.
int run_foreign_check(const CheckVerb& options);

/// The code's own run on the network, for stepping. Of python and octave one is not empty.
/// throws std::invalid_argument where it has none.
lines::OwnRun run_own_code(const std::string& python, const std::string& octave,
                           const neural_network::Problem& problem);

}  // namespace gradlab::program
