// A derivative from many steps at once, from long to short. A longer step is believed only if no shorter one speaks
// against it, so neither a kink near by nor a function that swings faster than the step can pass for smooth.
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// Central quotients D(h) at h = 1, ..., 1e-12 (in units as in central()), each a quarter of the one before.
/// Smooth: (16 D(h/4) - D(h)) / 15 with the least error among those steps that all shorter ones bear out.
/// Kink: where the one-sided slopes stay apart at the shortest steps that can still tell, both are given, and their mean.
/// Where neither is found the error is NaN: unknown. Two differences a step.
Estimate scan(const AlongOneParameter& slice);

/// Whether shorter steps than the estimate's bear it out: no quotient contradicts it, and the two one-sided slopes meet
/// as the step goes to zero. Two differences a step, some three to five steps.
bool is_borne_out(const AlongOneParameter& slice, const Estimate& estimate);

}  // namespace gradlab::numeric
