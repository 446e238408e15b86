// Checks whole blocks of a gradient along random directions, and finds wrong entries by halving blocks that disagree.
// For objectives with too many parameters to differentiate each.
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
  int directions = 3;                 ///< for each block; each of them shows any single wrong entry
  std::uint64_t seed = 1;             ///< of the directions
  Tolerance tolerance;                ///< its `noise` and `absolute` count as for single entries
  double noise = 0;                   ///< of the cost, in its units
  double share = 0;                   ///< of the gradient's own rounding, where that is more than a double's
  arma::vec typical_size;             ///< of each parameter; empty, or NaN where it is unknown
  arma::uword most_suspects = 16;     ///< halving stops when so many entries are found
  std::function<void(double fraction)> progress;
};

/// `gradient`: the claimed one. `blocks`: all of theta, in order.
DirectionsResult check_directions(const Objective& objective, const arma::vec& theta, const arma::vec& gradient,
                                  const std::vector<Block>& blocks, const DirectionOptions& options);

}  // namespace gradlab::check
