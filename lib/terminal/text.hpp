// Text in columns: how wide it is on the screen, and how it is split, wrapped, cut and joined. Every character that the
// command prints is one column wide.
#pragma once

#include "terminal/canvas.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::terminal {

/// Columns of UTF-8 text, without the codes that set colors.
int display_width(std::string_view text);

/// The lines without their newlines. A newline at the end begins no further line.
std::vector<std::string> split_lines(std::string_view text);

/// The parts that are not empty, with `between` between them.
std::string join(const std::vector<std::string>& parts, std::string_view between);

/// Where a line may be broken.
enum class Break {
  anywhere,  ///< at a blank; else behind a bracket or comma; else within a word
  blank,     ///< at a blank alone: a word wider than the line stays whole
  code       ///< as `anywhere`, but a third of the line stays before the break
};

/// Lines of at most `width` columns. Blanks at a break fall away; each line but the first begins with `indent` blanks.
std::vector<std::string> wrap(std::string_view text, int width, Break at = Break::anywhere, int indent = 0);

/// Words on lines of at most `width` columns, a newline behind each. The first line begins with the label, the others
/// with as many blanks. A word wider than the line stays whole.
std::string fill_lines(const std::string& label, const std::string& words, int width = 80);

/// "  label       text", the lines of the text below each other, none wider than 80 columns.
std::string line_of(const std::string& label, const std::string& text, bool color);

/// Each line of the text by wrap().
std::vector<std::string> wrap_lines(std::string_view text, int width);

/// The items, none broken, with two blanks between them, on as few lines as they need.
std::vector<std::string> pack(const std::vector<std::string>& items, int width);

/// The text in this style on lines as wide as the page, a newline behind each.
std::string paint_lines(std::string_view text, fmt::text_style style, const Canvas& page);

/// The first `width` columns. Codes that set colors stay, and end.
std::string clip(std::string_view text, int width);

/// The text with blanks behind it up to this width.
std::string pad(std::string text, int width);

/// 10285 as "10,285".
std::string with_thousands(unsigned long long number);

/// "1 example", "1,797 examples".
std::string counted(unsigned long long number, const std::string& noun);

/// Foreign text made safe for a terminal: '?' for control characters, for those that turn the direction of writing, and
/// for bytes that are no UTF-8; a blank for a tab. Text longer than `most_bytes` is cut, and ends in "...".
std::string printable(std::string_view text, std::size_t most_bytes = std::string_view::npos);

/// The candidate that is a slip away from the text: one letter more, less, other or exchanged, or two in a longer word.
/// Empty: none is.
std::string nearest_word(const std::string& text, const std::vector<std::string>& candidates);

/// The same, but line ends and tabs stay.
std::string printable_lines(std::string_view text);

/// The same JSON, in which a backslash, u and four digits stand for what printable() replaces, but for C0: JSON has none.
std::string escape_json(std::string_view json);

/// A command on lines of at most `width` columns. Each but the last ends in a backslash, so that a shell takes them as
/// one command. A word wider than the line stays whole.
std::vector<std::string> wrap_command(std::string_view typed, int width);

/// A word that a shell reads as this text, whatever bytes it has; the text itself where no quotes are needed.
std::string quoted_for_shell(const std::string& text);

}  // namespace gradlab::terminal
