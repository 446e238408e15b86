// How a cost is moved away from a point, with the noise of the cost measured there. What the differences then say of
// their rounding is what can be relied on, not what was hoped for.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>

namespace gradlab::check {

struct NoisyDifferences {
  DifferenceFunction differences;
  double cost = arma::datum::nan;  ///< at theta
  double noise = 0;                ///< a bound on that of the cost: measured, but no less than a unit in its last place
  std::size_t evaluations = 0;     ///< differences computed to measure it
};

/// The noise is measured along some parameters, drawn by the seed; where it exceeds what the differences claim to be
/// their rounding, the claim is raised.
NoisyDifferences measure_cost_noise(const Objective& objective, const arma::vec& theta, std::uint64_t seed);

}  // namespace gradlab::check
