// OpenBLAS gives each thread that calls it a buffer of 128 MB of addresses, and asks for it again and again, for ever,
// where the system gives none. It keeps those that it has.
#pragma once

#include <cstddef>

namespace gradlab {

/// Has OpenBLAS make buffers for as many threads, and returns for how many there are some: at least 1.
std::size_t reserve_blas_buffers(std::size_t threads);

}  // namespace gradlab
