// Checks whole blocks of a gradient at once, along random directions, and finds the wrong entries by halving what
// disagrees: for objectives with so many parameters that one look at each takes too long.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gradlab::check {

struct DirectionOptions {
  int directions = 3;                 ///< for each block; each alone sees any single wrong entry
  std::uint64_t seed = 1;             ///< of the directions
  Tolerance tolerance;                ///< its noise goes as in the check of single entries
  double noise = 0;                   ///< of the cost, in its units
  arma::uword most_suspects = 16;     ///< halving stops when so many entries are found
  std::function<void(double fraction)> progress;
};

/// `gradient` is the one claimed; the blocks are those of theta, in order.
DirectionsResult check_directions(const Objective& objective, const arma::vec& theta, const arma::vec& gradient,
                                  const std::vector<Block>& blocks, const DirectionOptions& options);

}  // namespace gradlab::check
