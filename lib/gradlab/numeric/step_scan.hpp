// A derivative from many steps, from long to short. A step counts only if no shorter step contradicts it. So neither a
// kink near by nor a function that swings faster than the step passes for smooth.
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

namespace gradlab::numeric {

/// Central quotients D(h) at h = 1, ..., 1e-12 (in units as in central()), each a quarter of the one before.
/// Smooth: (16 D(h/4) - D(h)) / 15 with the least error among the steps that no shorter step contradicts.
/// Kink: where the one-sided slopes stay apart down to the shortest clear steps, both slopes, and their mean as the
/// value.
/// Neither: the error is NaN, unknown. Two differences a step.
Estimate scan(const AlongOneParameter& slice);

/// Whether shorter steps confirm the estimate: no quotient contradicts the estimate, and the two one-sided slopes meet
/// as the step goes to zero. Two differences a step, three to five steps.
bool is_borne_out(const AlongOneParameter& slice, const Estimate& estimate);

}  // namespace gradlab::numeric
