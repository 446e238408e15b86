// One verb of the command, and the table of all verbs. See ADDING_A_VERB.md for a verb of your own.
#pragma once

#include "program/option.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace gradlab::program {

/// A command line to try, and its use in a few words.
struct Hint {
  std::string command;
  std::string use;
};

struct Verb {
  std::string name;
  std::string one_line;
  std::vector<Hint> hints;       ///< lines of the first screen
  std::vector<Option> options;   ///< their targets are what `run` reads
  std::string notes;             ///< exit status and examples, below the options of the help
  std::function<int()> run;      ///< returns the exit status. throws for bad input
  std::set<std::string>* given = nullptr;  ///< receives the names of the options on the command line
};

/// All verbs, in the order of the first screen, the help and the manual. The list stands in CMakeLists.txt.
const std::vector<Verb>& verbs();

}  // namespace gradlab::program
