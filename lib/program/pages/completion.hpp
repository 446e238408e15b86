// Completion of the command line in three shells. What is offered comes from the command's grammar alone.
#pragma once

#include "program/pages/describe.hpp"

#include <string>

namespace gradlab::program {

std::string bash_completion(const VerbPage& command);
std::string zsh_completion(const VerbPage& command);
std::string fish_completion(const VerbPage& command);

}  // namespace gradlab::program
