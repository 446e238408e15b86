// Measures the noise of a cost at a point, and raises the rounding error that its differences claim to that noise.
#pragma once

#include "gradlab/check/domain.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>

namespace gradlab::check {

struct NoisyDifferences {
  DifferenceFunction differences;
  double cost = arma::datum::nan;  ///< at theta
  double noise = 0;                ///< a bound on the cost's noise: measured, and at least a unit in its last place
  std::size_t evaluations = 0;     ///< differences computed to measure it
};

/// Measures the noise along two parameters, drawn by the seed, and along a third where these differ.
/// `threads`: 0: all processors; one unless the objective is concurrent.
NoisyDifferences measure_cost_noise(const Objective& objective, const arma::vec& theta, std::uint64_t seed,
                                    const Domain& domain = {}, int threads = 1);

}  // namespace gradlab::check
