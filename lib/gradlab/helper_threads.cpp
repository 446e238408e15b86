#include "gradlab/helper_threads.hpp"

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace gradlab::in_parallel {

namespace {

using Work = std::function<void(bool is_calling_thread)>;

// Waits while `state` is `value`. A thread that sleeps takes some 50 us to wake up, so it stays awake for a while.
void wait_while(const std::atomic<int>& state, int value) {
  using std::chrono::steady_clock;
  constexpr std::chrono::microseconds awake{200};
  for (const auto end = steady_clock::now() + awake; state == value && steady_clock::now() < end;) {
    std::this_thread::yield();
  }
  state.wait(value);
}

// While it lives, a thread that is started takes no signal of the process: those are for the threads of the caller.
// Signals of a fault in the thread itself stay as they were.
class HeldSignals {
 public:
  HeldSignals() {
    sigset_t held;
    sigfillset(&held);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS}) sigdelset(&held, fault);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_;
};

class Helper {
 public:
  Helper() {
    const HeldSignals held;
    std::thread([this] { serve(); }).detach();
  }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  void start(const Work& work) {
    work_ = &work;
    set(busy);
  }
  void wait() const { wait_while(state_, busy); }

 private:
  static constexpr int idle = 0, busy = 1;

  void set(int state) {
    state_ = state;
    state_.notify_one();
  }

  [[noreturn]] void serve() {
    for (;;) {
      wait_while(state_, idle);
      (*work_)(false);
      set(idle);
    }
  }

  std::atomic<int> state_ = idle;
  const Work* work_ = nullptr;
};

// The helpers that have no work. They are never destroyed: a thread may be at work when the process ends.
class IdleHelpers {
 public:
  static IdleHelpers& all() {
    static IdleHelpers& helpers = *new IdleHelpers;
    return helpers;
  }

  /// So many, or fewer where the system gives no more threads.
  std::vector<Helper*> take(std::size_t count) {
    const std::lock_guard lock(guard_);
    std::vector<Helper*> taken;
    taken.reserve(count);
    while (taken.size() < count && !helpers_.empty()) {
      taken.push_back(helpers_.back());
      helpers_.pop_back();
    }
    try {
      while (taken.size() < count) {
        helpers_.reserve(made_ + 1);  // so that all can be given back
        taken.push_back(std::make_unique<Helper>().release());
        ++made_;
      }
    } catch (const std::system_error&) {  // those that there are do the work
    }
    return taken;
  }

  void give_back(const std::vector<Helper*>& helpers) {
    const std::lock_guard lock(guard_);
    helpers_.insert(helpers_.end(), helpers.begin(), helpers.end());
  }

 private:
  // A process that forks has all of them, and its child none.
  IdleHelpers() {
    pthread_atfork([] { all().guard_.lock(); }, [] { all().guard_.unlock(); },
                   [] {
                     all().helpers_.clear();
                     all().guard_.unlock();
                   });
  }

  std::mutex guard_;
  std::vector<Helper*> helpers_;
  std::size_t made_ = 0;
};

}  // namespace

void with_helpers(std::size_t helpers, const Work& work) {
  const std::vector<Helper*> taken = IdleHelpers::all().take(helpers);
  for (Helper* const helper : taken) helper->start(work);
  work(true);
  for (const Helper* const helper : taken) helper->wait();
  IdleHelpers::all().give_back(taken);
}

}  // namespace gradlab::in_parallel
