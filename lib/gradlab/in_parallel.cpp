#include "gradlab/in_parallel.hpp"

#include "gradlab/blas_buffers.hpp"
#include "gradlab/helper_threads.hpp"
#include "gradlab/single_threaded_blas.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

namespace gradlab::in_parallel {

namespace {

// Those that this process may use.
int count_processors() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0) return CPU_COUNT(&allowed);
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

std::atomic<int> limit = 0;

// Whether this thread runs a loop of several threads.
thread_local bool is_inside = false;

}  // namespace

int count_threads(int threads) {
  if (threads > 0) return threads;
  return limit > 0 ? static_cast<int>(limit) : count_processors();
}

void limit_threads(int threads) { limit = threads; }

void for_each(std::size_t count, int threads, const std::function<void(std::size_t i)>& visit,
              const std::function<void(double fraction)>& progress) {
  for_each(count, {threads, progress, {}}, visit);
}

void for_each(std::size_t count, const Options& options, const std::function<void(std::size_t i)>& visit) {
  const auto& [threads, progress, keep_going] = options;
  std::size_t wanted = is_inside ? 1 : std::min(static_cast<std::size_t>(count_threads(threads)), count);
  if (wanted > 1) wanted = reserve_blas_buffers(wanted);
  std::optional<SingleThreadedBlas> blas;
  if (wanted > 1) blas.emplace();  // the threads of the loop have the other cores
  std::atomic<std::size_t> next = 0, done = 0;
  std::atomic<bool> failed = false;
  std::exception_ptr failure;
  const bool is_shared = wanted > 1;
  const auto work = [&, &report = progress, &may_go_on = keep_going](bool is_calling_thread) {
    const bool was_inside = std::exchange(is_inside, is_inside || is_shared);
    for (std::size_t i = next++; i < count && !failed; i = next++) {
      try {
        if (may_go_on && !may_go_on()) break;
        visit(i);
        ++done;
        if (report && is_calling_thread) report(static_cast<double>(done) / static_cast<double>(count));
      } catch (...) {
        if (!failed.exchange(true)) failure = std::current_exception();
      }
    }
    is_inside = was_inside;
  };
  if (is_shared) with_helpers(wanted - 1, work);
  else work(true);
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gradlab::in_parallel
