#include "terminal/screen.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace gradlab::terminal {

// The codes for the second screen without a cursor, and for the way back.
Screen::Screen(OnInterrupt on_interrupt)
    : keyboard_(on_interrupt, "\033[?1049h\033[?25l", "\033[0m\033[?25h\033[?1049l") {}

void Screen::draw(const std::vector<std::string>& lines, std::optional<std::pair<std::size_t, int>> cursor) {
  const Canvas size = window();
  std::string frame = "\033[?25l\033[H";
  for (int row = 0; row < size.lines; ++row) {
    if (row > 0) frame += "\r\n";
    frame += "\033[K";  // before the text: after a full line the code would erase the last column
    if (static_cast<std::size_t>(row) >= lines.size()) continue;
    frame += clip(lines[static_cast<std::size_t>(row)], size.width);
  }
  if (cursor) frame += fmt::format("\033[{};{}H\033[?25h", cursor->first + 1, cursor->second + 1);
  std::fputs(frame.c_str(), stdout);
  std::fflush(stdout);
}

bool has_screen() {
  const char* terminal = std::getenv("TERM");
  const bool can_draw = terminal && *terminal && std::strcmp(terminal, "dumb") != 0;
  return can_draw && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

}  // namespace gradlab::terminal
