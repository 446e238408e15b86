// Markdown as lines for a terminal: headings, lists, tables, code and formulas, wrapped to a width.
// Parsing is md4c's business; what is special about a lesson is lesson.hpp's.
#pragma once

#include "terminal/terminal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::terminal {

/// The lines, without newlines; blocks of code are commands for a shell, to be pasted as they come; paragraphs are set apart by empty ones, at the end there is none.
std::vector<std::string> render_markdown(std::string_view markdown, const Page& page);

/// Verbatim text in columns: a line that is too long goes on in the next, indented.
std::vector<std::string> render_code(std::string_view code, const Page& page);

}  // namespace gradlab::terminal
