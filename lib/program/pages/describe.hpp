// The command's grammar as plain figures: verbs, options and what completes them, read from the parser itself.
// How they are written down is the business of manual.hpp and completion.hpp.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gradlab::program {

/// What a shell may offer for a value besides its choices.
enum class Completes { nothing, files, folders };

struct OptionPage {
  std::vector<std::string> names;    ///< "-h", "--help"; empty: a positional argument
  std::string value;                 ///< "FILE|NAME"; empty: a flag
  std::string summary;               ///< in one line
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

/// The whole command; hidden options and verbs are left out.
VerbPage describe(const CLI::App& app);

/// Text on one line: each line break, with the blanks around it, becomes one blank.
std::string on_one_line(const std::string& text);

}  // namespace gradlab::program
