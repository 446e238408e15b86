// The line that repeats a run exactly.
#pragma once

#include <cstdint>
#include <string>

namespace gradlab::program {

/// Remembers the command line as it was given; called once, by main.
void remember_command_line(int argc, char** argv);

/// Remembers other words that repeat the run, as those of a program which started this one.
void remember_replay(const std::string& line);

/// The words that were remembered last: the command line, quoted for a shell, without --json, and with the seed in it.
std::string replay_line(std::uint64_t seed);

/// The same for a report: "  replay", and behind `indent` columns the line, broken where it is too long for 80.
std::string describe_replay(std::uint64_t seed, int indent, bool color);

}  // namespace gradlab::program
