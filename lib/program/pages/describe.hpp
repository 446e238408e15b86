// What the pages tell of an option beside its own fields. See manual.hpp and completion.hpp for the pages.
#pragma once

#include "program/verb.hpp"

#include <string>
#include <vector>

namespace gradlab::program {

/// --help and --version.
std::vector<Option> command_options();

/// --help, and the verb's own.
std::vector<Option> options_of(const Verb& verb);

/// "-h", "--help"; none for a positional argument.
std::vector<std::string> spellings(const Option& option);

/// The first clause of the summary, for a menu.
std::string brief(const Option& option);

/// The values to offer.
const std::vector<std::string>& choices(const Option& option);

/// Whether a shell may offer files, or folders, as the value.
bool takes_files(const Option& option);
bool takes_folders(const Option& option);

/// Text on one line: each line break, with the blanks around it, becomes one blank.
std::string on_one_line(const std::string& text);

}  // namespace gradlab::program
