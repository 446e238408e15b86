// The command's grammar for the pages: verbs, options and their completions, made from the table of verbs.
// See manual.hpp and completion.hpp for the forms in which they are written.
#pragma once

#include <string>
#include <vector>

namespace gradlab::program {

/// What a shell may offer for a value besides its choices.
enum class Completes { nothing, files, folders };

struct OptionPage {
  std::vector<std::string> names;    ///< "-h", "--help"; empty: a positional argument
  std::string value;                 ///< "FILE|NAME"; empty: a flag
  std::string summary;               ///< on one line
  std::string brief;                 ///< its first clause, for a menu
  std::string standard;              ///< the default; empty: none, or told in the summary
  std::vector<std::string> choices;  ///< values to offer
  Completes completes = Completes::nothing;
};

struct VerbPage {
  std::string name;
  std::string summary;
  std::string footer;  ///< notes and examples, as laid out for the terminal
  std::vector<OptionPage> options;
  std::vector<VerbPage> verbs;
};

/// The whole command: its verbs are those of the table.
VerbPage describe_command();

/// Text on one line: each line break, with the blanks around it, becomes one blank.
std::string on_one_line(const std::string& text);

}  // namespace gradlab::program
