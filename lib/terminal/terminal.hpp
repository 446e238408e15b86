// What the terminal can show: colors or not, how much of it, and the few colors that are used everywhere.
#pragma once

#include <fmt/color.h>

#include <cstdio>
#include <string>

namespace gradlab::terminal {

/// The stream is a terminal that takes colors: not so where NO_COLOR is set or TERM is dumb.
bool shows_color(std::FILE* stream);

/// The user's language setting (LC_ALL, LC_CTYPE, LANG) is one of UTF-8.
bool shows_unicode();

struct Window {
  int columns = 80;
  int lines = 24;
};

/// The size of the terminal behind the stream, or that of a classic one where it is no terminal.
Window window_of(std::FILE* stream);

/// What text for people is made for.
struct Page {
  int width = 80;       ///< columns that a line may use
  bool color = false;
  bool unicode = true;  ///< else formulas and bullets are plain ASCII
};

/// For the stream: as wide as its terminal, but no wider than is read with ease.
Page page_of(std::FILE* stream);

/// The text in this style where `color` is true, else the text as it is.
std::string paint(const std::string& text, fmt::text_style style, bool color);

inline const fmt::text_style heading = fmt::emphasis::bold;
inline const fmt::text_style command = fmt::fg(fmt::terminal_color::cyan);

}  // namespace gradlab::terminal
