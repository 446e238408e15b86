// Regressions that differ from ours by a factor, or by their penalty: recognized by their cost.
#pragma once

#include "gradlab/models/regression/problem.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <optional>
#include <string>

namespace gradlab::languages {

/// J = factor * (our cost without penalty) + penalty * (sum of squares of theta, with or without its first entry).
struct RegressionForm {
  double factor = 1;
  double penalty = 0;
  bool penalizes_first = false;

  bool is_ours(const regression::Problem& problem) const;
};

/// Compares costs at several theta, and no gradient. Nothing where no form has these costs.
std::optional<RegressionForm> find_regression_form(const std::function<double(const arma::vec& theta)>& cost,
                                                   const regression::Problem& problem);

/// The cost and the gradient of that form.
Evaluation evaluate_form(const RegressionForm& form, const regression::Problem& problem);

/// What differs from ours, in words.
std::string name_form(const RegressionForm& form, const regression::Problem& problem);

}  // namespace gradlab::languages
