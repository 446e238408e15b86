// Markdown as lines for a terminal: headings, lists, code and formulas, wrapped to a width; tables are not known.
// md4c parses; see teach/lessons/lesson.hpp for the further marks of a lesson.
#pragma once

#include "terminal/canvas.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::terminal {

/// Lines without newlines; an empty one between paragraphs, none at the end. A block of code holds commands for a
/// shell: a long command is broken so that it can still be pasted.
std::vector<std::string> render_markdown(std::string_view markdown, const Canvas& page);

/// Verbatim text: a line that is too long goes on in the next, indented.
std::vector<std::string> render_code(std::string_view code, const Canvas& page);

}  // namespace gradlab::terminal
