// Large data in few pages of the memory: a processor finds numbers that lie far apart in them sooner.
#pragma once

#include <cstddef>

namespace gradlab::process {

/// Asks the system to lay the bytes, which are there already, into huge pages. Nothing else changes; where the system
/// does not know how, or has none, nothing at all.
void use_huge_pages(const void* first, std::size_t bytes);

}  // namespace gradlab::process
