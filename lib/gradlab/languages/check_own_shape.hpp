// Checks a network whose weights are not those of ours (more layers, no biases, one layer): by its own cost alone.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"

namespace gradlab::languages {

/// With the data of one network and the weights that the search found.
/// throws CodeError and process::Gone.
CheckedCode check_own_shape(const Code& code, const FoundConvention& found, const TestPoint& point,
                            const check::CheckOptions& options);

}  // namespace gradlab::languages
