// Signals that wait while something is done.
#pragma once

#include <pthread.h>
#include <signal.h>

#include <initializer_list>

namespace gradlab {

inline sigset_t set_of(std::initializer_list<int> signals) {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : signals) sigaddset(&set, signal);
  return set;
}

/// While it lives, this thread takes none of these signals, nor do the threads that it starts.
class HeldSignals {
 public:
  explicit HeldSignals(const sigset_t& held) { pthread_sigmask(SIG_BLOCK, &held, &before_); }
  ~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  const sigset_t& before() const { return before_; }  ///< those that were held already

 private:
  sigset_t before_{};
};

}  // namespace gradlab
