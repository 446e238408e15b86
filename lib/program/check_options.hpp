// The options of the verb check, and the options of a check made from them.
#pragma once

#include "gradlab/check/checker.hpp"
#include "program/foreign_options.hpp"
#include "program/problem_options.hpp"
#include "terminal/progress.hpp"

#include <armadillo>

#include <optional>
#include <string>
#include <vector>

namespace gradlab::program {

struct CheckVerb {
  ProblemOptions setup;
  ForeignOptions foreign;
  std::vector<std::string> implementations;
  std::string method = "auto";
  std::string parameters = "all";
  std::optional<double> tolerance;
  int directions = 0;  ///< 0: entry by entry
  int points = 1;
  int threads = 0;  ///< 0: one a processor
  std::optional<double> budget;  ///< seconds
  std::string save, resume;  ///< files; empty: none
  bool json = false;
  bool explain = false;
  std::string html;  ///< a report to write; empty: none
};

/// "all" as 0, and a number as itself. throws std::invalid_argument for anything else.
arma::uword parse_parameters(const std::string& text);

/// "0.5", "0.5,nan,2", or the path of a file of numbers. throws std::invalid_argument, naming the option, for anything
/// else.
arma::vec parse_entries(const std::string& option, const std::string& text);

/// The check shows its progress in `progress`, which must outlive the check.
check::CheckOptions to_check_options(const CheckVerb& options, Progress& progress);

}  // namespace gradlab::program
