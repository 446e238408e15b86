// A second opinion without any tolerance: how fast f(x + hd) - f(x) - h g.d vanishes with h. With the right gradient it
// falls with the square of h, with a wrong one only with h itself.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <vector>

namespace gradlab::check {

struct SlopeTest {
  double slope = arma::datum::nan;  ///< of log R against log h; NaN where rounding leaves too few points to tell
};

/// One for each of the gradients, along one random direction of length 1; `noise` is that of the cost, in its units.
/// R(h) is taken at h = 1, 1/2, ..., 2^-20, and the slope from the shortest four of those that stand clear of the noise.
/// 2: right (or 3 and more, where the function is nearly linear along d), 1: wrong. 22 costs, however many gradients.
std::vector<SlopeTest> test_slopes(const Objective& objective, const arma::vec& theta,
                                   const std::vector<arma::vec>& gradients, double noise, std::uint64_t seed);

}  // namespace gradlab::check
