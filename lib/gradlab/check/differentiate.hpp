// Numerical derivatives of many entries at once: on several threads where the objective allows it, and with a better
// method where the one before left an entry open.
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/methods.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <string>
#include <vector>

namespace gradlab::check {

/// The methods to try in turn: the named one alone, or for "auto" from cheap to good as far as the objective allows.
/// throws std::invalid_argument if there is none of this name or the objective cannot serve it.
std::vector<const numeric::Method*> choose_methods(const std::string& name, const Objective& objective);

/// Replaces estimates[i], the derivative by theta(entries[i]), for each i of `which`, where the method's error is
/// smaller (or the old one unknown). Evaluations add up. The first exception of any thread is thrown on.
struct DifferentiateOptions {
  int threads = 0;
  std::function<void(double fraction)> progress;
};
void differentiate(const Objective& objective, const DifferenceFunction& differences, const arma::vec& theta,
                   const std::vector<arma::uword>& entries, const std::vector<std::size_t>& which,
                   const numeric::Method& method, const DifferentiateOptions& options,
                   std::vector<numeric::Estimate>& estimates);

}  // namespace gradlab::check
