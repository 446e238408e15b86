// Exact differences of the network's cost when one weight moves, from the forward pass alone: a shortcut that costs a
// few terms per example where evaluating the cost costs a whole forward pass.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <memory>

namespace gradlab::neural_network {

/// reg_J(theta + step e_k) - reg_J(theta) of the problem, at any theta, for any k and step; nothing is linearized.
/// Moving Theta1(j,c) by h changes one hidden unit: z1_j by h*x_c, so a1_j by da, so z2 by da*Theta2(:,j+1). Moving
/// Theta2(k,c) changes one output. The differences of the cost's terms are summed, never two whole costs, so their
/// rounding error is relative to the difference and not to the cost.
/// DifferenceFunction::many takes a column of X at a time; see differences_by_column.hpp.
/// The result owns what it needs. It may be called from several threads.
DifferenceFunction differences_around(const std::shared_ptr<const Problem>& problem, const arma::vec& theta);

}  // namespace gradlab::neural_network
