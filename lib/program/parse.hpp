// Reads the command line by the table of verbs, and lays out the help. See verb.hpp for the table.
#pragma once

#include "gradlab/version.hpp"

#include <functional>
#include <string_view>

namespace gradlab::program {

constexpr std::string_view about = "gradlab teaches backpropagation and checks gradients.";
constexpr std::string_view first_step = "Try `gradlab learn` first, or `gradlab check FILE` on code of your own.";
constexpr std::string_view program_version = "gradlab " GRADLAB_VERSION;

/// The options of CLI11's own, for the manual page and the completions.
constexpr std::string_view help_summary = "Print this help message and exit";
constexpr std::string_view version_summary = "Display program version information and exit";

/// What the command line asks for: the run of a verb, a help text, or the first screen. Returns the exit status.
/// throws std::invalid_argument, naming the help to read, if the line breaks the grammar.
std::function<int()> parse(int argc, char** argv);

}  // namespace gradlab::program
