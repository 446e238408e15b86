// Functions of all examples, of which each rank has a part: the sums over the ranks of what each computes of its own.
// All ranks must call such a function in the same order, and from one thread.
#pragma once

#include "gradlab/models/setup.hpp"
#include "gradlab/objective.hpp"
#include "gradlab/train/minimize.hpp"

namespace gradlab::program {

/// The sum of all ranks' objectives, each times its weight: the share of the examples that the rank has, where costs are
/// means over examples. A penalty must be part of one rank's objective alone, and divided by the rank's examples.
Objective add_up_over_ranks(const Objective& mine, double weight);

/// The same for a cost and its gradient.
train::CostAndGradientFunction add_up_over_ranks(const train::CostAndGradientFunction& mine, double weight);

/// The score on the examples of all ranks.
Score add_up_over_ranks(const Score& mine);

}  // namespace gradlab::program
