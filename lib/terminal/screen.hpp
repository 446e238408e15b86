// The terminal as a screen of one's own, with its keys. At the end the terminal shows its old content again.
#pragma once

#include "terminal/canvas.hpp"
#include "terminal/keyboard.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gradlab::terminal {

/// A place on the screen, counted from 0 at the top left.
struct Cursor {
  std::size_t line = 0;
  int column = 0;
};

class Screen {
 public:
  explicit Screen(OnInterrupt on_interrupt);

  Press wait() { return keyboard_.wait(); }

  /// Draws the lines from the top and cuts off those that do not fit. The cursor is shown only if one is given.
  void draw(const std::vector<std::string>& lines, const std::optional<Cursor>& cursor = {});

  Canvas window() const { return window_of(stdout); }

 private:
  Keyboard keyboard_;
};

/// True if standard input and output are a terminal that can be drawn on.
bool has_screen();

}  // namespace gradlab::terminal
