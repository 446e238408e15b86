// Figures that stay the same whatever theta is: a variable of the file is returned, or nothing is written yet.
#pragma once

#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <vector>

namespace gradlab::languages {

inline constexpr const char* unwritten = "J is 0 whatever theta is, and so is the gradient: nothing is written yet";

using EvaluateAt = std::function<Evaluation(const arma::vec& theta)>;

/// J and the gradient are zero at theta and elsewhere: a template.
bool is_unwritten(const EvaluateAt& evaluate, const arma::vec& theta);

/// A finding for a gradient, at every block, or a cost that is exactly the same at other points. Only for figures
/// that are wrong: a linear cost has one gradient everywhere.
std::vector<diagnosis::Finding> find_still_figures(const EvaluateAt& evaluate, const arma::vec& theta,
                                                   const std::vector<Block>& blocks);

}  // namespace gradlab::languages
