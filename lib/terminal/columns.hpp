// Text in columns: how wide it is on the screen, and how it is broken. It knows UTF-8 and colors, and that every sign
// that this command prints is one column wide.
#pragma once

#include "terminal/terminal.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::terminal {

/// Columns, without the codes that set colors.
std::size_t display_width(std::string_view text);

/// Broken at spaces, or within a word that is wider than a line; each line at most `width` wide. The text has no codes.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The items with two blanks between them, none broken, on as many lines as they need.
std::vector<std::string> pack(const std::vector<std::string>& items, std::size_t width);

/// A text in this style on lines that fit the page, a newline behind each.
std::string paint_lines(std::string_view text, fmt::text_style style, const Page& page);

/// The first `width` columns, codes kept.
std::string clip(std::string_view text, std::size_t width);

/// With spaces behind it up to this width.
std::string pad(std::string text, std::size_t width);

}  // namespace gradlab::terminal
