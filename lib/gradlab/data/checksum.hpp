// A number that tells data apart by all bits of their examples and targets.
#pragma once

#include "gradlab/data/dataset.hpp"

#include <cstdint>

namespace gradlab::data {

/// Of parts that make up all examples the checksums add up to that of the whole, modulo 2^64.
std::uint64_t checksum(const Dataset& part);

}  // namespace gradlab::data
