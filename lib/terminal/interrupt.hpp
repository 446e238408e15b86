// Ctrl-C as a request instead of an end: who works in rounds asks after each whether to stop, and saves what it has.
#pragma once

namespace gradlab::terminal {

/// While one lives, the first Ctrl-C is only remembered; the second ends the program as ever. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool requested() const;
};

}  // namespace gradlab::terminal
