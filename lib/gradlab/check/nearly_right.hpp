// Recognizes a gradient of which every entry is off by about the same small share.
#pragma once

#include "gradlab/check/result.hpp"

namespace gradlab::check {

/// At least three checked entries are off, none by more than a thousandth of itself, and the most by about the same
/// share: then a user may want a tolerance of that size. Entries of 0 are left out.
NearlyRight find_nearly_right(const CheckResult& result, const ImplementationResult& implementation);

}  // namespace gradlab::check
