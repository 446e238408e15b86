// Recognizes code that is right but computes another network than ours: other layers, a guard in the logarithm, or a
// constant in place of an argument. The constant is solved for at one point, and proved at the others.
#pragma once

#include "gradlab/languages/code.hpp"
#include "gradlab/languages/network.hpp"
#include "gradlab/languages/test_points.hpp"

#include <vector>

namespace gradlab::languages {

/// A guard up to this size changes no digit that anybody looks at.
inline constexpr double harmless_guard = 1e-8;

/// The convention with `form`, `fixed_lambda` and remarks filled in: `found` itself where nothing is recognized, else
/// the one of found.others that is. A cost that is ours is not looked at. `probe`: where the convention was found.
/// throws process::Gone.
FoundConvention recognize_form(const Code& code, const FoundConvention& found, const TestPoint& probe,
                               const std::vector<TestPoint>& points);

}  // namespace gradlab::languages
