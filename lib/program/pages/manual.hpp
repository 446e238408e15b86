// The manual page, in the language of man(7). What it tells comes from the command's grammar alone.
#pragma once

#include "program/pages/describe.hpp"

#include <string>

namespace gradlab::program {

/// version: "gradlab 0.1.0"
std::string manual(const VerbPage& command, const std::string& version);

}  // namespace gradlab::program
