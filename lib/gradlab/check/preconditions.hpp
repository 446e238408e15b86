// Finds what spoils a check before it begins: a cost that changes from call to call, keeps state, changes its argument,
// answers in few bits, is not finite, is no single number, or throws.
#pragma once

#include "gradlab/check/domain.hpp"
#include "gradlab/check/evaluate.hpp"
#include "gradlab/check/implementation.hpp"
#include "gradlab/check/precision.hpp"
#include "gradlab/check/result.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace gradlab::check {

/// Thrown by an objective whose cost is not one number.
struct NotScalar : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Thrown by an implementation whose gradient has another shape than its coordinates. The caller gets it.
struct WrongShape : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// What a few calls show of a function, besides troubles.
struct Behavior {
  bool keeps_state = false, is_random = false;
  arma::vec change;  ///< how far apart answers at one theta lie: of the cost and of each entry; empty: not at all
  bool has_cost = true;  ///< a finite one, at theta
  double lag = 0;    ///< how far the cost at theta is off after a call at a distance of step_away; 0: not at all
  const Format* of_cost = nullptr;      ///< null: double precision
  const Format* of_gradient = nullptr;  ///< the same
  std::optional<Evaluation> at_theta;   ///< the last answer at theta, of an implementation whose answers stay the same
  double seconds = 0;                   ///< how long that answer took
};

struct Preconditions {
  std::vector<Trouble> troubles;  ///< in the order of Trouble::kind, the cost's before the implementations'
  Behavior cost;
  std::vector<Behavior> implementations;  ///< one for each
};

/// How far off a function is asked, in units of each entry: near enough to stay in the domain, and far enough to change
/// every answer.
inline constexpr double step_away = 1e-3;

/// For a catch block: the exception, whatever its type, as a trouble of the function `name`.
Trouble thrown_by(const std::string& name);

/// Calls each function about six times, and some four times more where its answers change or have few bits; a pure one
/// once. throws WrongShape if an implementation does.
Preconditions check_preconditions(const Objective& objective, const std::vector<Implementation>& implementations,
                                  const arma::vec& theta, std::uint64_t seed, const Domain& domain = {},
                                  const Clock& clock = steady_clock());

}  // namespace gradlab::check
