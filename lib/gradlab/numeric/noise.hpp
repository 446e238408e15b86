// Measures the noise in a function's values, from rounding, single precision or chance. Every error estimate needs it.
// Source: J. J. More and S. M. Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011).
#pragma once

#include "gradlab/numeric/along_one_parameter.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gradlab::numeric {

/// A bound in place of a standard deviation: noise exceeds four of them once in 16,000 times.
inline constexpr double bound_of_noise = 4;

/// The standard deviation of the cost's noise at a distance d from the point is level + growth * d. Example: a cost
/// that is the square of a number near zero has all of its noise in the growth.
struct Noise {
  double level = 0;             ///< at the point, in units of the cost
  double growth = 0;            ///< in units of the cost per unit of the parameter
  double farthest = 0;          ///< the largest distance from the point that was measured
  std::size_t evaluations = 0;  ///< differences computed

  /// Beyond fifty times as far as it was measured nothing says that it still grows.
  double at(double distance) const { return level + growth * std::min(std::abs(distance), 50 * farthest); }
};

/// From tables of repeated differences over eight points, at spacings from a tenth of the function's length down to a
/// billionth: in the later columns a smooth function has died away, and noise is left. A kink, or a swing
/// faster than the spacing, leaves something too, but less at a spacing a hundred times shorter: that is left out,
/// unless halving an interval of the points comes upon a jump, as of a cost that moves in stairs. One jump alone is no
/// noise, and noise as large as the function's own variation over its length is not believed. Where none is found it is
/// 0. `stretch`: of the spacings, near 1; steps of the function that happen to fall in with one spacing show at
/// another.
Noise measure_noise(const AlongOneParameter& slice, double stretch = 1);

/// The standard deviation of the noise at a place, an offset from the point, from eight points close by: whatever the
/// differences claim. Infinite where the function has no value there.
double noise_beside(const AlongOneParameter& slice, double place);

}  // namespace gradlab::numeric
