// What spoils a check before it begins: a cost that changes from call to call, keeps state, changes its argument,
// answers in single precision, is not finite, is no single number, or throws. Each is found by a handful of calls.
#pragma once

#include "gradlab/check/implementation.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace gradlab::check {

/// Thrown by an objective whose cost is not one number.
struct NotScalar : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Thrown by an implementation whose gradient has another shape than its coordinates. It goes on to the caller.
struct WrongShape : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// What a trouble means for the check.
enum class Severity {
  note,    ///< it is allowed for: arguments are copied, the noise is measured
  doubt,   ///< entries are judged, but a right gradient cannot be told for sure: at best undecided
  fatal,   ///< nothing can be judged
};

struct Trouble {
  std::string kind;      ///< throws, not_scalar, not_finite, changes_argument, not_deterministic, keeps_state,
                         ///< single_precision
  std::string evidence;  ///< one line: whose, what was called and what came
  Severity severity = Severity::note;
};

bool has_trouble(const std::vector<Trouble>& troubles, Severity severity);

/// For a catch block: what has been thrown, whatever its type, as the trouble of `name`.
Trouble thrown_by(const std::string& name);

/// In the order of `kind` above, the cost's before the implementations'. Calls each function some six times.
/// throws WrongShape if an implementation does.
std::vector<Trouble> find_troubles(const Objective& objective, const std::vector<Implementation>& implementations,
                                   const arma::vec& theta, std::uint64_t seed);

}  // namespace gradlab::check
