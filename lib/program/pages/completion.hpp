// Completion of the command line in three shells. What is offered comes from the table of verbs alone.
#pragma once

#include <string>

namespace gradlab::program {

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace gradlab::program
