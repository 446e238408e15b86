// The terminal as a screen of one's own, with keys as they are pressed: taken when made, and given back as it was when
// done, on Ctrl-C, on a signal and on a crash. What is drawn and what keys do is for others.
#pragma once

#include "program/terminal.hpp"

#include <string>
#include <vector>

namespace gradlab::program::step {

enum class Key {
  nothing, character, enter, escape, backspace, left, right, up, down, home, end, page_up, page_down,
  resized,  ///< the window has another size, or we are back from Ctrl-Z: draw again
  closed    ///< there will be no more keys
};

struct Press {
  Key key = Key::nothing;
  char character = 0;  ///< where the key is one: plain ASCII only
};

/// At most one at a time.
class Screen {
 public:
  /// throws std::runtime_error if standard input cannot be set up.
  Screen();
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  /// Waits for a key or for another size.
  Press wait();

  /// Lines from the top; what does not fit is cut off.
  void draw(const std::vector<std::string>& lines);

  Window window() const { return window_of(stdout); }
};

/// Standard input and output are a terminal that can be drawn on.
bool has_screen();

}  // namespace gradlab::program::step
