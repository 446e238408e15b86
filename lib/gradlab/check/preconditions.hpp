// Finds what spoils a check before it begins: a cost that changes from call to call, keeps state, changes its argument,
// answers in single precision, is not finite, is no single number, or throws.
#pragma once

#include "gradlab/check/domain.hpp"
#include "gradlab/check/implementation.hpp"
#include "gradlab/check/result.hpp"
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

/// Thrown by an implementation whose gradient has another shape than its coordinates. The caller gets it.
struct WrongShape : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// For a catch block: the exception, whatever its type, as a trouble of the function `name`.
Trouble thrown_by(const std::string& name);

/// In the order of Trouble::kind, the cost's before the implementations'. Calls each function about six times.
/// throws WrongShape if an implementation does.
std::vector<Trouble> check_preconditions(const Objective& objective,
                                         const std::vector<Implementation>& implementations, const arma::vec& theta,
                                         std::uint64_t seed, const Domain& domain = {});

}  // namespace gradlab::check
