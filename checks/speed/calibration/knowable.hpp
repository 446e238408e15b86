// Whether an entry's derivative can be known from the cost's values at all, computed from the truth and no verdict.
#pragma once

#include "point.hpp"

namespace gradlab::calibration {

/// The cost's noise near theta along entry k, over what the derivative moves the cost over the function's length.
/// The noise is the spread of (cost - exact cost) over points within a tenth of that length. The length is looked for
/// in the exact cost, which has no noise. NaN where the cost has no value near by.
double share_of_noise(const Point& point, arma::uword k);

/// From this share on, four standard deviations of noise hide the derivative's first digit from any difference.
inline constexpr double unknowable_share = 0.1;

bool is_knowable(const Point& point, arma::uword k);

}  // namespace gradlab::calibration
