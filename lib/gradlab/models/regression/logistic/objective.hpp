// Logistic regression's regularized cost as an Objective of theta, with its complex version and the names of its entries.
// Neither twin is used: this is the numerical witness's own side.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

namespace gradlab::logistic_regression {

/// reg_J as a function of theta.
/// throws std::invalid_argument if the arguments do not belong together.
Objective make_objective(const arma::mat& X, const arma::vec& y, double Lambda);

}  // namespace gradlab::logistic_regression
