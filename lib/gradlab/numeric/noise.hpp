// Measures the noise in a function's values, from rounding, single precision or chance. Every error estimate needs it.
// Source: J. J. More and S. M. Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011).
#pragma once

#include "gradlab/numeric/along_one_parameter.hpp"

#include <cmath>
#include <cstddef>

namespace gradlab::numeric {

/// The standard deviation of the cost's noise at a distance d from the point is level + growth * d. Example: a cost
/// that is the square of a number near zero has all of its noise in the growth.
struct Noise {
  double level = 0;             ///< at the point, in units of the cost
  double growth = 0;            ///< in units of the cost per unit of the parameter
  double farthest = 0;          ///< the largest distance from the point that was measured
  std::size_t evaluations = 0;  ///< differences computed

  double at(double distance) const { return level + growth * std::abs(distance); }
};

/// Differences the values at eight close points again and again. A smooth function dies away in the later differences,
/// and noise stays. A kink or a fast swing stays too, but shrinks with the spacing of the points, and is left out. No
/// noise: 0.
/// stretch: a factor near 1 on the spacings. A function in steps may hide its steps at one spacing, not at another.
Noise measure_noise(const AlongOneParameter& slice, double stretch = 1);

}  // namespace gradlab::numeric
