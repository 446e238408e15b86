// The terminal as a screen of one's own, with its keys: what was on it before is there again afterwards. What is drawn
// is for others.
#pragma once

#include "terminal/keyboard.hpp"
#include "terminal/terminal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gradlab::terminal {

/// From the top left, counted from 0.
struct Cursor {
  std::size_t line = 0, column = 0;
};

class Screen {
 public:
  explicit Screen(OnInterrupt on_interrupt);

  Press wait() { return keyboard_.wait(); }

  /// Lines from the top; what does not fit is cut off. The cursor is seen only where one is given.
  void draw(const std::vector<std::string>& lines, const std::optional<Cursor>& cursor = {});

  Window window() const { return window_of(stdout); }

 private:
  Keyboard keyboard_;
};

/// Standard input and output are a terminal that can be drawn on.
bool has_screen();

}  // namespace gradlab::terminal
