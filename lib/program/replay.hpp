// The command line that repeats a run exactly.
#pragma once

#include <cstdint>
#include <string>

namespace gradlab::program {

/// Remembers the command line as it was given; called once, by main.
void remember_command_line(int argc, char** argv);

/// The command line, quoted for a shell, without --json, and with the seed in it.
std::string replay_line(std::uint64_t seed);

}  // namespace gradlab::program
