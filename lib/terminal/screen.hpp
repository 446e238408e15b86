// The terminal as a screen of one's own, with its keys. At the end the terminal shows its old content again.
#pragma once

#include "terminal/canvas.hpp"
#include "terminal/keyboard.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::terminal {

class Screen {
 public:
  explicit Screen(OnInterrupt on_interrupt);

  Press wait() { return keyboard_.wait(); }

  /// Draws the lines from the top and cuts off those that do not fit. The cursor is shown only if a place is given: its
  /// line and its column, counted from 0.
  void draw(const std::vector<std::string>& lines, std::optional<std::pair<std::size_t, int>> cursor = {});

  Canvas window() const { return window_of(stdout); }

 private:
  Keyboard keyboard_;
};

/// True if standard input and output are a terminal that can be drawn on.
bool has_screen();

}  // namespace gradlab::terminal
