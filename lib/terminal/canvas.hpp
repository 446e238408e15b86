// What there is to draw on: the size of the terminal, and whether it shows colors and Unicode.
#pragma once

#include <fmt/color.h>

#include <cstdio>
#include <string>

namespace gradlab::terminal {

/// True if the stream is a terminal that takes colors: NO_COLOR is not set, and TERM is not "dumb".
bool shows_color(std::FILE* stream);

/// How many colors the terminal has, as COLORTERM and TERM say.
enum class ColorDepth { of_16, of_256, of_24_bits };
ColorDepth color_depth();

/// True if the user's language (LC_ALL, LC_CTYPE or LANG) is encoded in UTF-8.
bool shows_unicode();

/// What text and pictures are made for.
struct Canvas {
  int width = 80;        ///< columns that a line may use
  bool color = false;
  bool unicode = false;  ///< else plain ASCII
  int lines = 24;        ///< height; of a chart: without its title, axis and legend
};

/// The whole window behind the stream; 80 x 24 where the stream is no terminal.
Canvas window_of(std::FILE* stream);

/// The window, but at most 80 columns wide: longer lines are hard to read.
Canvas page_of(std::FILE* stream);

/// The text in this style if `color` is true, else the text as it is.
std::string paint(const std::string& text, fmt::text_style style, bool color);

inline const fmt::text_style heading = fmt::emphasis::bold;
inline const fmt::text_style command = fmt::fg(fmt::terminal_color::cyan);

}  // namespace gradlab::terminal
