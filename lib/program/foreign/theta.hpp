// Checking any function of one vector theta, at one point.
#pragma once

#include "program/foreign/code.hpp"

namespace gradlab::program {

/// Checks and prints; the exit status is the verdict's. throws where the code cannot be checked.
int check_theta(const Code& code, const CheckVerb& options);

}  // namespace gradlab::program
