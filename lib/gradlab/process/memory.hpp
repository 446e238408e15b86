// The memory that this process may take, by the system's own limit: what would take more gets std::bad_alloc.
#pragma once

#include <cstddef>
#include <string>

namespace gradlab::process {

/// Bytes of the machine's memory; 0 where the system does not say.
std::size_t machine_memory();

/// Bytes that this process may still allocate under its limit; the largest number where it has none.
std::size_t memory_left();

/// Allows this process, and those that it starts, `bytes` besides what it has allocated so far. A stricter limit from
/// outside stays. Does nothing where the system does not say how much is allocated.
void limit_memory(std::size_t bytes);

/// Whether so many bytes can be had at once.
bool has_room_for(std::size_t bytes);

/// "1.5 GB", for messages.
std::string name_bytes(double bytes);

}  // namespace gradlab::process
