// Calls a function for each index on several threads. See single_threaded_blas.hpp for the effect on BLAS.
#pragma once

#include <cstddef>
#include <functional>

namespace gradlab::in_parallel {

struct Options {
  int threads = 0;                                ///< 0: one for each processor
  std::function<void(double fraction)> progress;  ///< called now and then in the calling thread; empty: never
  std::function<bool()> keep_going;               ///< asked by any thread; false: the rest is left out. Empty: go on
};

/// So many threads run for `threads`: 0 means one for each processor, or as limit_threads() says.
int count_threads(int threads);

/// What 0 threads mean from now on in the whole process: so many. 0: one for each processor again.
void limit_threads(int threads);

/// Calls visit(0), ..., visit(count - 1), in any order, on so many threads; on one thread in order, in this thread.
/// With several threads OpenBLAS uses one thread inside of visit, and as many as before afterwards. A loop inside of
/// visit uses one thread: the others have the cores.
/// The threads are kept for later loops, and sleep between them.
/// The first exception of any thread ends the loop and is thrown here. Where the system gives fewer threads, they do.
void for_each(std::size_t count, const Options& options, const std::function<void(std::size_t i)>& visit);

/// The same with two of the options.
void for_each(std::size_t count, int threads, const std::function<void(std::size_t i)>& visit,
              const std::function<void(double fraction)>& progress = {});

}  // namespace gradlab::in_parallel
