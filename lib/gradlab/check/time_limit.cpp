#include "gradlab/check/time_limit.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace gradlab::check {

struct TimeLimit::State {
  explicit State(double limit) : seconds(limit) {}
  double seconds;
  std::atomic<int> left_behind = 0;
};

namespace {

// A function, and a copy that was never called. A call that is left behind keeps the one that it began with.
template <class Function>
class Copies {
 public:
  explicit Copies(const Function& function) : untouched_(function), used_(std::make_shared<Function>(function)) {}

  std::shared_ptr<Function> current() const {
    const std::lock_guard lock(mutex_);
    return used_;
  }

  void renew() {
    const std::lock_guard lock(mutex_);
    used_ = std::make_shared<Function>(untouched_);
  }

 private:
  const Function untouched_;
  std::shared_ptr<Function> used_;
  mutable std::mutex mutex_;
};

template <class State>
[[noreturn]] void leave_behind(State& state) {
  if (++state.left_behind < most_left_behind) {
    throw DoesNotReturn(fmt::format("it does not return within {:g} s", state.seconds));
  }
  throw NeverReturns(fmt::format("{} calls do not return within {:g} s each; no more are made", most_left_behind,
                                 state.seconds));
}

template <class Result, class Argument, class State>
std::function<Result(const Argument&)> limit_time(const std::function<Result(const Argument&)>& function,
                                                  const std::shared_ptr<State>& state) {
  using Function = std::function<Result(const Argument&)>;
  return [state, copies = std::make_shared<Copies<Function>>(function)](const Argument& argument) -> Result {
    std::packaged_task<Result()> task([own = copies->current(), argument] { return (*own)(argument); });
    std::future<Result> result = task.get_future();
    std::thread(std::move(task)).detach();
    if (result.wait_for(std::chrono::duration<double>(state->seconds)) == std::future_status::ready) {
      return result.get();
    }
    copies->renew();
    leave_behind(*state);
  };
}

}  // namespace

TimeLimit::TimeLimit(double seconds) {
  if (seconds > 0 && std::isfinite(seconds)) state_ = std::make_shared<State>(seconds);
}

Objective TimeLimit::limit(Objective objective) const {
  if (!state_) return objective;
  objective.cost = limit_time(objective.cost, state_);
  if (objective.complex_cost) {
    objective.complex_cost = limit_time(objective.complex_cost, state_);
  }
  return objective;
}

Implementation TimeLimit::limit(Implementation implementation) const {
  if (state_) implementation.evaluate = limit_time(implementation.evaluate, state_);
  return implementation;
}

}  // namespace gradlab::check
