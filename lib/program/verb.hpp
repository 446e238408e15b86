// One verb of the command, and the table of all verbs. See ADDING_A_VERB.md for a verb of your own.
#pragma once

#include "program/option.hpp"

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::program {

struct Verb {
  std::string name;
  std::string one_line;
  std::vector<std::pair<std::string, std::string>> hints;  ///< for the first screen: a command line, and its use
  std::vector<Option> options;   ///< their targets are what `run` reads
  std::string notes;             ///< exit status and examples, below the options of the help
  std::function<int()> run;      ///< returns the exit status. throws for bad input
  std::set<std::string>* given = nullptr;  ///< receives the names of the options on the command line
};

/// All verbs, in the order of the first screen, the help and the manual. The list stands in CMakeLists.txt.
const std::vector<Verb>& verbs();

}  // namespace gradlab::program
