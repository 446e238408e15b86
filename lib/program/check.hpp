// The verb check. See foreign.hpp for the check of foreign code.
#pragma once

#include "program/check_options.hpp"

namespace gradlab::program {

/// Checks and prints; the exit status is the verdict's: 0 agree, 1 disagree, 3 undecided.
int run_check(const CheckVerb& options);

}  // namespace gradlab::program
