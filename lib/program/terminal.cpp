#include "program/terminal.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace gradlab::program {

bool shows_color(std::FILE* stream) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color && *no_color) return false;
  if (terminal && std::strcmp(terminal, "dumb") == 0) return false;
  return isatty(fileno(stream)) == 1;
}

std::string paint(const std::string& text, fmt::text_style style, bool color) {
  return color ? fmt::format(style, "{}", text) : text;
}

}  // namespace gradlab::program
