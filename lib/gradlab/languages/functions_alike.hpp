// Functions of one file that are called alike: a learner who writes a loss twice wants both judged.
#pragma once

#include "gradlab/languages/code.hpp"

#include <string>
#include <vector>

namespace gradlab::languages {

/// The other functions for cost and gradient that take what the judged choice takes, by name.
std::vector<std::string> functions_alike(const Description& description, const Choice& judged);

/// The same code with this function alone to be chosen.
Code with_function_alone(Code code, const std::string& function);

}  // namespace gradlab::languages
