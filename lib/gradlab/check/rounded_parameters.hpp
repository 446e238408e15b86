// Finds parameters that pass through a format of few bits inside a cost that has more itself.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/objective.hpp"

#include <optional>

namespace gradlab::check {

/// The cost stays exactly the same when such a parameter is rounded to the format, and not when it moves to the next
/// number of the format. Only parameters are asked about whose derivative is known badly: some four, and all together.
/// A few calls of the cost; none where all derivatives are known well.
std::optional<Trouble> find_rounded_parameters(const Objective& objective, const CheckResult& result);

}  // namespace gradlab::check
