// Threads that outlive the work they are given: to start one takes as long as much of the work here.
#pragma once

#include <cstddef>
#include <functional>

namespace gradlab::in_parallel {

/// Calls work(true) in this thread and work(false) in so many others at once, and returns when all have returned.
/// Where the system gives fewer threads, they do. `work` must not throw. Any thread may call it, also from `work`.
void with_helpers(std::size_t helpers, const std::function<void(bool is_calling_thread)>& work);

}  // namespace gradlab::in_parallel
