// Keys as they are pressed. The terminal is given back as it was when done, on Ctrl-C, on a signal and on a crash; what
// keys do is for others, and screen.hpp draws.
#pragma once

#include <functional>
#include <string_view>

namespace gradlab::terminal {

enum class Key {
  nothing, character, enter, escape, backspace, left, right, up, down, home, end, page_up, page_down,
  resized,  ///< the window has another size, or we are back from Ctrl-Z: draw again
  news,     ///< what was watched beside the keys has come
  closed    ///< there will be no more keys
};

struct Press {
  Key key = Key::nothing;
  char character = 0;  ///< where the key is one: plain ASCII only
};

/// What Ctrl-C and the signals INT, TERM and HUP do.
enum class OnInterrupt {
  end,  ///< they end the program as they would have without us
  tell  ///< they come as the key `closed`: there is something to say or to put away first
};

/// What is printed when the terminal is taken, and when it is given back; also around Ctrl-Z.
struct Codes {
  std::string_view take, give_back;
};

/// What is watched beside the keys.
struct News {
  int descriptor = -1;               ///< can be read when something may have come; -1: there is none
  std::function<bool()> have_come;   ///< asked then, and twice a second, for not all that comes is told of
};

/// Keys without Enter and without echo while it lives. Where standard input is no terminal its characters are the keys.
/// At most one at a time.
class Keyboard {
 public:
  explicit Keyboard(OnInterrupt on_interrupt, const Codes& codes = {});
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  /// Waits for a key, for another size, or for news.
  Press wait(const News& news = {});
};

}  // namespace gradlab::terminal
