#include "gradlab/in_parallel.hpp"

#include "gradlab/blas_buffers.hpp"
#include "gradlab/single_threaded_blas.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace gradlab::in_parallel {

namespace {

// Those that this process may use.
int count_processors() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0) return CPU_COUNT(&allowed);
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace

int count_threads(int threads) { return threads <= 0 ? count_processors() : threads; }

void for_each(std::size_t count, int threads, const std::function<void(std::size_t i)>& visit,
              const std::function<void(double fraction)>& progress) {
  std::size_t wanted = std::min(static_cast<std::size_t>(count_threads(threads)), count);
  if (wanted > 1) wanted = reserve_blas_buffers(wanted);
  std::optional<SingleThreadedBlas> blas;
  if (wanted > 1) blas.emplace();  // the threads of the loop have the other cores
  std::atomic<std::size_t> next = 0, done = 0;
  std::atomic<bool> failed = false;
  std::exception_ptr failure;
  const auto work = [&](bool is_calling_thread) {
    for (std::size_t i = next++; i < count && !failed; i = next++) {
      try {
        visit(i);
        ++done;
        if (progress && is_calling_thread) progress(static_cast<double>(done) / static_cast<double>(count));
      } catch (...) {
        if (!failed.exchange(true)) failure = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> helpers;  // they are joined where the block ends
    try {
      while (helpers.size() + 1 < wanted) helpers.emplace_back(work, false);
    } catch (const std::system_error&) {  // the system gives no more; those that there are do the work
    }
    work(true);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gradlab::in_parallel
