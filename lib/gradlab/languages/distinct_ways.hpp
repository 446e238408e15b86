// The ways of calling that a code answered to, each set of figures once.
#pragma once

#include "gradlab/languages/network.hpp"

#include <vector>

namespace gradlab::languages {

/// `found` first, then those of found.others that give other figures and whose gradient can be used.
std::vector<FoundConvention> distinct_ways(const FoundConvention& found);

}  // namespace gradlab::languages
