// A file of the source tree as text, for the tests that read code or figures.
#pragma once

#include <string>

/// The file at that path below checks/. throws std::runtime_error, naming it, if it cannot be read.
std::string read_text(const std::string& path_below_checks);
