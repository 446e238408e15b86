// A run of the learner's own code, statement by statement, beside the quantities of our network.
#pragma once

#include "gradlab/languages/code.hpp"
#include "gradlab/languages/names.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/trace/statements.hpp"

#include <armadillo>

#include <functional>
#include <string>
#include <vector>

namespace gradlab::lines {

/// A statement that gives a value to a variable.
struct OwnStep {
  std::string where;     ///< "line 24"
  std::string function;
  std::string text;      ///< "delta3 = a3 - Y"
  std::string variable;
  std::vector<arma::mat> values;  ///< one for each turn of the loop around it; an array of more sides by its first
  bool is_known = false;          ///< one of our quantities, or 0 or 1 on the way to one
  std::string ours;               ///< our quantity, or the one whose name the variable has; empty: none
  int statement = 0;              ///< that makes it: 23 is S23; 0: none
  arma::mat expected;             ///< our value where the variable has the name but not the value; else empty
};

struct OwnRun {
  std::string code;    ///< its name
  std::string called;  ///< "nnCostFunction(theta, n, h, K, X, y, lambda)"
  std::vector<OwnStep> steps;  ///< in the order in which their first values arise
  languages::Names names;      ///< in which our quantities and statements are told
  trace::Writing writing = trace::Writing::numpy;  ///< of our statements
};

/// Tells how much of the ways of calling it is tried.
/// throws std::invalid_argument where the code takes no such network, tells no places or fails; process::Gone if it
/// dies.
OwnRun run_own(const languages::Code& code, const neural_network::Problem& problem, neural_network::Order usual,
               const std::function<void(double fraction)>& progress);

}  // namespace gradlab::lines
