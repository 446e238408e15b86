// A time limit for a function that may never return. C++ cannot stop a function: the call runs in a thread of its own,
// and is left behind when the time is over.
#pragma once

#include "gradlab/check/implementation.hpp"
#include "gradlab/objective.hpp"

#include <memory>
#include <stdexcept>

namespace gradlab::check {

/// A call that was left behind.
struct DoesNotReturn : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Too many were: the check ends.
struct NeverReturns : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// So many calls may be left behind in one check, each in a thread that may keep a processor busy.
inline constexpr int most_left_behind = 4;

/// Gives the functions of one check their time limit. A call that is left behind keeps its own copies of the function
/// and of theta; what the function refers to must outlive the program's main(), and bear two calls at once.
class TimeLimit {
 public:
  explicit TimeLimit(double seconds);  ///< 0 or infinity: none, and all calls run where they are made

  /// The cost and the complex cost; a model's own differences stay as they are.
  /// The result throws DoesNotReturn where a call takes longer, and NeverReturns after most_left_behind of them.
  Objective limit(Objective objective) const;
  Implementation limit(Implementation implementation) const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // null: no limit
};

}  // namespace gradlab::check
