#include "terminal/canvas.hpp"

#include <fmt/format.h>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace gradlab::terminal {

bool shows_color(std::FILE* stream) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color && *no_color) return false;
  if (terminal && std::strcmp(terminal, "dumb") == 0) return false;
  return isatty(fileno(stream)) == 1;
}

ColorDepth color_depth() {
  const auto variable = [](const char* name) -> std::string_view {
    const char* value = std::getenv(name);
    return value ? value : "";
  };
  const std::string_view color = variable("COLORTERM");
  if (color == "truecolor" || color == "24bit") return ColorDepth::of_24_bits;
  return variable("TERM").find("256color") != std::string_view::npos ? ColorDepth::of_256 : ColorDepth::of_16;
}

bool shows_unicode() {
  for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(variable);
    if (!value || !*value) continue;
    const std::string_view setting = value;
    return setting.find("UTF-8") != setting.npos || setting.find("utf8") != setting.npos;
  }
  return false;
}

Canvas window_of(std::FILE* stream) {
  Canvas window{.color = shows_color(stream), .unicode = shows_unicode()};
  winsize size{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return window;
  window.width = size.ws_col;
  window.lines = size.ws_row;
  return window;
}

Canvas page_of(std::FILE* stream) {
  Canvas page = window_of(stream);
  page.width = std::clamp(page.width, 20, 80);
  return page;
}

std::string paint(const std::string& text, fmt::text_style style, bool color) {
  return color ? fmt::format(style, "{}", text) : text;
}

}  // namespace gradlab::terminal
