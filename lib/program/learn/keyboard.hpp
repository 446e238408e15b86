// Keys as they are pressed, on a screen of one's own; whatever happens, the terminal is given back as it was.
// What the keys do is player.hpp's business.
#pragma once

#include <termios.h>

#include <string>

namespace gradlab::program {

enum class Key { none, enter, left, right, home, end, backspace, quit, resized, text };

struct Press {
  Key key = Key::none;
  std::string text;  ///< the character, where the key is `text`
};

/// Takes the terminal when it is made and gives it back when it goes, on an exception too. Ctrl-C, the end of the input
/// and the signals INT, TERM and HUP come as the key `quit`.
class Keyboard {
 public:
  Keyboard();
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  Press wait();

 private:
  Press read_escape();

  termios before_{};
};

/// Standard input and output are both a terminal.
bool has_keyboard();

}  // namespace gradlab::program
