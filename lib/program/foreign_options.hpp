// The options that name code of the user's own, in whatever language.
#pragma once

#include "program/option.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gradlab::program {

/// At most one of the first three is given.
struct ForeignOptions {
  std::string exec;    ///< a command that speaks the protocol
  std::string python;  ///< FILE.py[:FUNCTION]
  std::string octave;  ///< FILE.m[:FUNCTION]
  std::string arguments;
  std::optional<std::uint64_t> length;  ///< of theta, for a function of theta alone
  double timeout = 10;                  ///< seconds for each answer: small networks take milliseconds
  std::optional<double> time_limit;     ///< seconds for the whole check
  bool no_line = false;     ///< do not look for the first wrong line
  double line_seconds = 5;  ///< for the look
  std::string names;        ///< a dialect for explanations; empty: the one of the file
  std::string typical_size, lower, upper;  ///< of the entries of theta: a number, a list, or a file
  std::set<std::string> chosen;         ///< the names of all options on the command line: "--lambda"
};

std::vector<Option> foreign_options(ForeignOptions& foreign);

}  // namespace gradlab::program
