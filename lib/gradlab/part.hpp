// One of several parts of some things, such as a process that takes part in a work has one.
#pragma once

#include <cstddef>

namespace gradlab {

/// The first of some things in a row, and the first behind them.
struct Share {
  std::size_t begin = 0, end = 0;

  std::size_t count() const { return end - begin; }
};

struct Part {
  std::size_t number = 0;  ///< from 0
  std::size_t parts = 1;

  bool is_whole() const { return parts == 1; }

  /// Of so many things. Parts differ by one at most.
  Share of(std::size_t count) const { return {count * number / parts, count * (number + 1) / parts}; }
};

}  // namespace gradlab
