// A second opinion without any tolerance: how fast R(h) = |f(x + hd) - f(x) - h g.d| vanishes with h.
// With the right gradient R falls with the square of h, with a wrong one only with h itself.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <vector>

namespace gradlab::check {

/// A random direction that leaves no entry out: entry k is moved in proportion to lengths(k), times 0.5 to 1.5. Of
/// length 1 where all lengths are 1.
arma::vec draw_taylor_direction(const arma::vec& lengths, std::uint64_t seed);

/// The slope of log R against log h, one for each gradient, along the direction d.
/// R(h) is taken at h = 1, 1/2, ..., 2^-20, and the slope from the shortest four steps that stand clear of the noise.
/// 2: right (3 and more where f is nearly linear along d). 1: wrong. NaN: rounding leaves too few steps.
/// `noise`: of the cost, in its units. Calls the cost 22 times, however many gradients there are.
/// `threads`: 0: all processors; one unless the objective is concurrent.
std::vector<double> taylor_test(const Objective& objective, const arma::vec& theta,
                                const std::vector<arma::vec>& gradients, const arma::vec& direction, double noise,
                                int threads = 1);

}  // namespace gradlab::check
