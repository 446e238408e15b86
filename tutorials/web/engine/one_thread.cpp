// The rooms for threads, where there is one thread: the same promises as in_parallel.cpp and time_limit.cpp.
#include "gradlab/check/time_limit.hpp"
#include "gradlab/in_parallel.hpp"

namespace gradlab {

int in_parallel::count_threads(int) { return 1; }

void in_parallel::for_each(std::size_t count, const Options& options, const std::function<void(std::size_t i)>& visit) {
  for (std::size_t i = 0; i < count && (!options.keep_going || options.keep_going()); ++i) {
    visit(i);
    if (options.progress) options.progress(static_cast<double>(i + 1) / static_cast<double>(count));
  }
}

void in_parallel::for_each(std::size_t count, int, const std::function<void(std::size_t i)>& visit,
                           const std::function<void(double fraction)>& progress) {
  for_each(count, Options{1, progress, {}}, visit);
}

// A call cannot be left behind: no limit is kept.
struct check::TimeLimit::State {};

check::TimeLimit::TimeLimit(double) {}
Objective check::TimeLimit::limit(Objective objective) const { return objective; }
check::Implementation check::TimeLimit::limit(Implementation implementation) const { return implementation; }

}  // namespace gradlab
