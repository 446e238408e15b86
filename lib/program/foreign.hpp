// The verb check for foreign code: options in, report out. See gradlab/languages for the check itself.
#pragma once

#include "program/check_options.hpp"

namespace gradlab::program {

/// One of --exec, --python and --octave is given.
bool is_foreign(const CheckVerb& options);

/// Checks and prints; the exit status is the verdict's. throws where the code cannot be checked.
int run_foreign_check(const CheckVerb& options);

}  // namespace gradlab::program
