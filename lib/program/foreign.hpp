// The verb check for code that is not our own: starts it, finds out how it is called, and checks it on several networks
// or, where it takes theta alone, at one point.
#pragma once

#include "program/check.hpp"

namespace gradlab::program {

/// One of --exec, --python and --octave is given.
bool is_foreign(const CheckVerb& options);

/// Checks and prints; the exit status is the verdict's. throws where the code cannot be checked.
int run_foreign_check(const CheckVerb& options);

}  // namespace gradlab::program
