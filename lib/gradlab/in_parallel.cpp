#include "gradlab/in_parallel.hpp"

#include "gradlab/single_threaded_blas.hpp"

#ifdef _OPENMP
#include <omp.h>
#endif

#include <atomic>
#include <exception>
#include <optional>

namespace gradlab::in_parallel {

namespace {

#ifdef _OPENMP
int count_processors() { return omp_get_num_procs(); }
bool is_calling_thread() { return omp_get_thread_num() == 0; }
#else
int count_processors() { return 1; }
bool is_calling_thread() { return true; }
#endif

}  // namespace

int count_threads(int threads) { return threads <= 0 ? count_processors() : threads; }

void for_each(std::size_t count, int threads, const std::function<void(std::size_t i)>& visit,
              const std::function<void(double fraction)>& progress) {
  threads = count_threads(threads);
  std::optional<SingleThreadedBlas> blas;
  if (threads > 1) blas.emplace();  // the threads of the loop have the other cores
  std::atomic<std::size_t> done = 0;
  std::atomic<bool> failed = false;
  std::exception_ptr failure;  // no exception may leave OpenMP's loop
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic) num_threads(threads)
#endif
  for (std::size_t i = 0; i < count; ++i) {
    if (failed) continue;
    try {
      visit(i);
      ++done;
      if (progress && is_calling_thread()) progress(static_cast<double>(done) / static_cast<double>(count));
    } catch (...) {
      if (!failed.exchange(true)) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gradlab::in_parallel
