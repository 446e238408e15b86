// Calls a function for each index on several threads. See single_threaded_blas.hpp for the effect on BLAS.
#pragma once

#include <cstddef>
#include <functional>

namespace gradlab::in_parallel {

/// So many threads run for `threads`: 0 means one for each processor.
int count_threads(int threads);

/// Calls visit(0), ..., visit(count - 1), in any order, on `threads` threads (0: one for each processor; 1: in order,
/// in this thread). With several threads OpenBLAS uses one thread inside of visit, and as many as before afterwards.
/// Calls progress(fraction done) now and then in the calling thread, if it is given.
/// The first exception of any thread ends the loop and is thrown here. Where the system gives fewer threads, they do.
void for_each(std::size_t count, int threads, const std::function<void(std::size_t i)>& visit,
              const std::function<void(double fraction)>& progress = {});

}  // namespace gradlab::in_parallel
