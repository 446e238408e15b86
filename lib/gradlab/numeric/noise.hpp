// How much a function trembles: the size of the noise that rounding, single precision or chance put on its values.
// Every error estimate rests on it, and nobody but the function knows it, so it is measured.
// Source: J. J. More and S. M. Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011).
#pragma once

#include "gradlab/numeric/slice.hpp"

#include <armadillo>

#include <cstddef>

namespace gradlab::numeric {

struct Noise {
  double level = arma::datum::nan;  ///< standard deviation, in units of the cost; NaN: could not be told
  std::size_t evaluations = 0;      ///< differences computed
};

/// From a table of repeated differences over eight points close together: in its later columns a smooth function has
/// died away, and what is left is noise, whose columns agree on one level. Three spacings are tried.
Noise measure_noise(const Slice& slice);

}  // namespace gradlab::numeric
