// A second look before a claim is called wrong: whether the function, at other steps than the estimate's, speaks for
// the claim. What speaks for both leaves the claim undecided.
#pragma once

#include "gradlab/numeric/along_one_parameter.hpp"
#include "gradlab/numeric/estimate.hpp"

#include <functional>

namespace gradlab::numeric {

/// Whether a claimed derivative may be `value`, within `slack`.
using MayBe = std::function<bool(double value, double slack)>;

/// Whether longer steps, across jumps of the function, speak for the claim: the estimate may be the slope of one tread
/// of a cost that moves in stairs. `longest`: the length of the first of these steps.
bool speaks_across_jumps(const AlongOneParameter& slice, double longest, const Estimate& estimate, const MayBe& may_be);

/// Whether shorter steps speak for the claim by more than the noise there, which is measured and not taken from what
/// the differences claim: the estimate may have jumped over a feature that is lower than that. A spike of which the
/// point is the top speaks for any claim.
bool speaks_close_by(const AlongOneParameter& slice, const Estimate& estimate, const MayBe& may_be);

/// What the noise at the estimate's own step may have done to it. Sixteen differences.
double noise_in(const AlongOneParameter& slice, const Estimate& estimate);

}  // namespace gradlab::numeric
