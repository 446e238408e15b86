// The first screen: `gradlab` alone.
#pragma once

namespace gradlab::program {

/// Prints the hints of all verbs; those of the first verb are where to start. Returns the exit status.
int print_welcome();

}  // namespace gradlab::program
