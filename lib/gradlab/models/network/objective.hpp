// The network's regularized cost as an Objective of the unrolled weights, with its complex version, its fast
// differences and the names of its weights. Neither twin is used: this is the numerical witness's own side.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/objective.hpp"

#include <memory>
#include <vector>

namespace gradlab::neural_network {

/// reg_J as a function of theta (Theta1 then Theta2, each row by row).
/// throws std::invalid_argument if the problem's parts do not belong together.
Objective make_objective(const Problem& problem);
Objective make_objective(const std::shared_ptr<const Problem>& problem);

/// Theta1 and Theta2 with what each entry stands for. Indices count from 0; column 0 is the bias.
std::vector<Block> name_blocks(const LayerSizes& sizes);

}  // namespace gradlab::neural_network
