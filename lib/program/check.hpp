// The verb check. Checking code that is not our own starts in foreign.hpp and shares its parts.
#pragma once

#include "gradlab/check/checker.hpp"
#include "program/diagnose.hpp"
#include "terminal/json.hpp"
#include "program/foreign_options.hpp"
#include "program/problem_options.hpp"
#include "program/problem_setup.hpp"

#include <map>
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
  int threads = 0;
  bool json = false;
};

/// A check and, for each implementation, the cost without the penalty, which the checker does not know of.
struct Checked {
  check::CheckResult result;
  std::map<std::string, double> plain_costs;
  std::vector<Diagnosis> diagnoses;
  diagnosis::BlindSpots blind_spots;
};

/// "all" as 0, and a number as itself. throws std::invalid_argument for anything else.
arma::uword parse_parameters(const std::string& text);

/// With a progress bar where it takes long.
Checked check_functions(const ProblemSetup& setup, const std::vector<NamedFunction>& functions, const CheckVerb& options);

Json to_json(const Checked& checked, const ProblemSetup& setup, const CheckVerb& options);

/// "  label       text", the lines of the text below each other.
std::string line_of(const std::string& label, const std::string& text, bool color);

/// Checks and prints; the exit status is the verdict's: 0 agree, 1 disagree, 3 undecided.
int run_check(const CheckVerb& options);

}  // namespace gradlab::program
