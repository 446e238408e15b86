// Checking code of the classic network: on several networks, in one report.
#pragma once

#include "program/foreign/code.hpp"

namespace gradlab::program {

/// Checks and prints; the exit status is the verdict's. throws where the code cannot be checked.
int check_network(const Code& code, const CheckVerb& options);

}  // namespace gradlab::program
