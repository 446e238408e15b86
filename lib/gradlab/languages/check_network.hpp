// Checks code of the network on one network, with our own network as a further witness.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"

namespace gradlab::languages {

/// throws CodeError and process::Gone.
CheckedPoint check_network(const Code& code, const FoundConvention& found, const TestPoint& point,
                           check::CheckOptions options);

}  // namespace gradlab::languages
