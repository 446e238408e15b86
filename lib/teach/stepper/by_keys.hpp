// Runs whatever answers keys with a new screen.
#pragma once

#include "terminal/screen.hpp"

#include <algorithm>

namespace gradlab::teach {

/// On the terminal, until the stepper, which comes back, is done. It draws lines on a canvas, and takes key presses.
template <typename Stepper>
Stepper run_by_keys(Stepper stepper) {
  terminal::Screen screen(terminal::OnInterrupt::end);
  while (!stepper.is_done()) {
    terminal::Canvas paper = screen.window();
    paper.width = std::max(paper.width, 20);
    paper.lines = std::max(paper.lines, 4);
    screen.draw(stepper.draw(paper));
    stepper.press(screen.wait());
  }
  return stepper;
}

}  // namespace gradlab::teach
