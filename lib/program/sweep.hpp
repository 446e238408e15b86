// The verb sweep: how far off a numerical derivative is at each length of its step, as a picture, a table and a reason.
#pragma once

#include "program/options.hpp"

namespace gradlab::program {

/// Sweeps, prints and writes the files asked for; the exit status is 0.
int run_sweep(const SweepVerb& options);

}  // namespace gradlab::program
