// Entries that stand at one kink, judged together. Each alone may have any value between its two slopes, and all of
// them may be wrong all the same: of max(x, y) at x = y neither (0, 0) nor (1, 1) is a gradient. Some directions tell.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <vector>

namespace gradlab::check {

/// A direction among the entries at kinks in which the gradient disagrees with the cost; without entries: none does.
/// Right is any gradient whose product with each direction lies between the two slopes of the cost along it.
/// `differences` around theta are not used: the cost is asked for, `evaluations` times.
KinksTogether judge_kinks_together(const Objective& objective, const arma::vec& theta, const CheckResult& result,
                                   const arma::vec& gradient, std::uint64_t seed);

}  // namespace gradlab::check
