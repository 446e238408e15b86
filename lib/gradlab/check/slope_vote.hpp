// Looks closer where the Taylor test calls a gradient wrong of which every entry agrees: along the same direction, and
// by halves of it. See taylor_test.hpp for the slope itself.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

namespace gradlab::check {

/// A slope below this asks for a closer look: 2 is right, 1 is wrong.
inline constexpr double suspicious_slope = 1.5;

/// Differentiates the cost along `direction` by all methods, and compares gradient . direction with that. The gradient
/// may differ by what the tolerance allows its entries together. Only a difference that shorter steps bear out counts;
/// then halves of the direction are tried, down to single entries.
/// `implementation`: with its slope and blocks. Nothing is asked where the slope is about 2 or unknown, where an entry
/// stands at a kink, an edge or a jump, or where the implementation does not agree anyway.
SlopeVote ask_slope(const Objective& objective, const arma::vec& theta, const arma::vec& direction,
                    const CheckResult& result, const ImplementationResult& implementation);

}  // namespace gradlab::check
