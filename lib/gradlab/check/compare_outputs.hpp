// Compares the results of two implementations number by number.
#pragma once

#include "gradlab/check/tolerance.hpp"

#include <armadillo>

#include <cstdint>

namespace gradlab::check {

struct OutputDifference {
  double largest_absolute = 0;
  double largest_relative = 0;     ///< |a-b| / max(|a|, |b|) of single entries; 0 where both are 0
  std::uint64_t largest_ulps = 0;  ///< representable numbers between the two; the largest possible where one is NaN
  Verdict verdict = Verdict::agree;
};

/// Of the largest entry. Sums of the same terms in another order differ by some 1e-14 of it; wrong ones by far more.
inline constexpr double output_tolerance = 1e-12;

/// agree if every entry is within output_tolerance of the largest entry; undecided where an entry is finite in one
/// matrix alone (a saturated output); else disagree. throws std::invalid_argument if the shapes differ.
OutputDifference compare_outputs(const arma::mat& one, const arma::mat& other);

/// Representable doubles from one to the other; 0 for equal ones, the largest number if either is NaN.
std::uint64_t count_ulps(double one, double other);

}  // namespace gradlab::check
