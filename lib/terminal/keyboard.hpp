// Keys as they are pressed, and Ctrl-C as a request. This file alone handles signals of the terminal. The terminal is
// given back as it was: at the end, on Ctrl-C, on a signal and on a crash.
#pragma once

#include <functional>
#include <string_view>

namespace gradlab::terminal {

enum class Key {
  nothing, character,
  byte,     ///< of a character beyond ASCII, which comes as several bytes of UTF-8
  enter, escape, backspace, left, right, up, down, home, end, page_up, page_down,
  resized,  ///< the window has another size, or the program is back from Ctrl-Z: draw again
  news,     ///< there are news, such as a file that was saved
  closed    ///< no more keys will come
};

struct Press {
  Key key = Key::nothing;
  char character = 0;  ///< of Key::character: plain ASCII; of Key::byte: that byte
};

/// What Ctrl-C and the signals INT, TERM and HUP do.
enum class OnInterrupt {
  end,  ///< they end the program as they would without a Keyboard
  tell  ///< they come as the key `closed`, so that the program can say or save something first
};

/// While a Keyboard lives, keys come without Enter and without echo. If standard input is no terminal, its characters
/// are the keys. At most one at a time, and none beside an Interrupt.
class Keyboard {
 public:
  /// take, give_back: codes printed when the terminal is taken, and when it is given back; also around Ctrl-Z.
  explicit Keyboard(OnInterrupt on_interrupt, std::string_view take = "", std::string_view give_back = "");
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  /// Forgets the keys that were pressed and not yet asked for, as while the program was at work. Ctrl-C and the end of
  /// the input stay.
  void forget();

  /// Waits for a key, for another size, or for news. has_news: asked twice a second, and when `descriptor` can be read.
  Press wait(const std::function<bool()>& has_news = {}, int descriptor = -1);
};

/// While an Interrupt lives, the first Ctrl-C or SIGTERM is a request to stop, and the second ends the program. Work
/// that goes in rounds asks after each round and saves its result. At most one at a time, and none beside a Keyboard.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool requested() const;
};

}  // namespace gradlab::terminal
