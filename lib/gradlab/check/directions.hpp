// Checks whole blocks of a gradient at once, along random directions, and finds the wrong entries by halving what
// disagrees: for objectives with so many parameters that one look at each takes too long.
#pragma once

#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/estimate.hpp"
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

/// One block against the direction that fits it worst.
struct DirectionResult {
  std::string block;
  int directions = 0;
  Verdict verdict = Verdict::undecided;
  double analytic = arma::datum::nan;  ///< gradient . u, u of entries +1/sqrt(N) or -1/sqrt(N) within the block
  numeric::Estimate numeric;           ///< (f(theta + tu) - f(theta - tu)) / 2t
  double allowed = arma::datum::nan;
  double smallest_seen = arma::datum::nan;  ///< a single entry wrong by more than this would have been noticed
};

struct DirectionsResult {
  std::vector<DirectionResult> blocks;
  std::vector<arma::uword> suspects;  ///< indices into theta, ascending: entries that halving has led to
  bool more = false;                  ///< there are more wrong entries than were looked for
  std::size_t evaluations = 0;        ///< of the cost
};

/// `gradient` is the one claimed; the blocks are those of theta, in order.
DirectionsResult check_directions(const Objective& objective, const arma::vec& theta, const arma::vec& gradient,
                                  const std::vector<Block>& blocks, const DirectionOptions& options);

}  // namespace gradlab::check
