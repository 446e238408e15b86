// The verb compare.
#pragma once

#include "program/options.hpp"

namespace gradlab::program {

/// Compares and prints; the exit status is the verdict's: 0 agree, 1 disagree, 3 undecided.
int run_compare(const CompareVerb& options);

}  // namespace gradlab::program
