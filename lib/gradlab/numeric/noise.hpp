// How much a function trembles: the size of the noise that rounding, single precision or chance put on its values.
// Every error estimate rests on it, and nobody but the function knows it, so it is measured.
// Source: J. J. More and S. M. Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011).
#pragma once

#include "gradlab/numeric/along_one_parameter.hpp"

#include <cmath>
#include <cstddef>

namespace gradlab::numeric {

/// A value of the cost at a distance d from the point is off by some level + growth * d (standard deviations). Where a
/// cost is a square, say, of something that rounding has made nearly zero, all of its noise is in the growth.
struct Noise {
  double level = 0;             ///< at the point, in units of the cost
  double growth = 0;            ///< in units of the cost per unit of the parameter
  double farthest = 0;          ///< distance from the point up to which it was measured
  std::size_t evaluations = 0;  ///< differences computed

  double at(double distance) const { return level + growth * std::abs(distance); }
};

/// From tables of repeated differences over eight points close together: in its later columns a smooth function has died
/// away, and what is left is noise. A kink, or a swing faster than the spacing, leaves something too, but less at a
/// spacing a hundred times shorter: what shrinks with the spacing is left out. Where no noise is found it is 0.
/// `stretch`: of the spacings, near 1; steps of the function that happen to fall in with one spacing show at another.
Noise measure_noise(const AlongOneParameter& slice, double stretch = 1);

}  // namespace gradlab::numeric
