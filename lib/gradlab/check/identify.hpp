// Finds the smallest sets of suspects that reproduce a claimed cost and gradient to the yardstick: a police line-up.
// What the numbers look like where no set does is structure.hpp's business.
#pragma once

#include "gradlab/check/case.hpp"
#include "gradlab/lineup.hpp"

#include <vector>

namespace gradlab::check {

/// Sets of one size (1, 2, or 3), each verified by running it; none where nothing fits. A set's order is that in which
/// its mistakes are made. What is NaN in the reference, the cost or a block, does not count.
std::vector<Made> identify(const Case& question, const Yardstick& yardstick, const Lineup& lineup);

/// All known entries and the cost are nearer than the yardstick.
bool reproduces(const Evaluation& evaluation, const Case& question, const Yardstick& yardstick);

}  // namespace gradlab::check
