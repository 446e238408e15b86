// Checks a function of one vector theta at one point.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"

#include <vector>

namespace gradlab::languages {

/// At the first of the points (without a network) that the code takes.
/// throws std::invalid_argument, with the code's own words, if it takes none; process::Gone if it dies.
CheckedCode check_theta(const Code& code, const std::vector<TestPoint>& points, const check::CheckOptions& options);

}  // namespace gradlab::languages
