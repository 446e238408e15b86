#include "terminal/columns.hpp"

#include <algorithm>

namespace gradlab::terminal {

namespace {

bool begins_a_sign(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Where the code that starts here ends, or `at` itself where none does.
std::size_t skip_code(std::string_view text, std::size_t at) {
  if (text[at] != '\033') return at;
  const std::size_t end = text.find('m', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

// Where the sign after the first `width` ones begins.
std::size_t place_of_column(std::string_view text, std::size_t width) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t behind = skip_code(text, at);
    if (behind != at) {
      at = behind;
      continue;
    }
    if (begins_a_sign(text[at]) && columns++ == width) return at;
    ++at;
  }
  return text.size();
}

// At the last space, else behind the last bracket or comma that code has, else where the line is full.
std::size_t place_of_break(std::string_view text, std::size_t width) {
  const std::size_t end = place_of_column(text, width);
  const std::size_t space = text.substr(0, end + 1).rfind(' ');
  if (space != std::string_view::npos && space > text.find_first_not_of(' ')) return space;
  const std::size_t bracket = text.substr(0, end).find_last_of("(,");
  return bracket != std::string_view::npos ? bracket + 1 : end;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t behind = skip_code(text, at);
    if (behind == at) columns += begins_a_sign(text[at++]) ? 1 : 0;
    else at = behind;
  }
  return columns;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  width = std::max<std::size_t>(width, 1);
  while (display_width(text) > width) {
    const std::size_t end = place_of_break(text, width);
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + (text[end] == ' ' ? 1 : 0));
  }
  if (!text.empty() || lines.empty()) lines.emplace_back(text);
  return lines;
}

std::vector<std::string> pack(const std::vector<std::string>& items, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string& item : items) {
    const bool fits = !lines.empty() && display_width(lines.back()) + 2 + display_width(item) <= width;
    if (fits) lines.back() += "  " + item;
    else lines.push_back(item);
  }
  return lines;
}

std::string paint_lines(std::string_view text, fmt::text_style style, const Page& page) {
  std::string lines;
  for (const std::string& line : wrap(text, static_cast<std::size_t>(page.width))) {
    lines += paint(line, style, page.color) + "\n";
  }
  return lines;
}

std::string clip(std::string_view text, std::size_t width) {
  std::string clipped(text.substr(0, place_of_column(text, width)));
  if (clipped.size() < text.size() && clipped.find('\033') != std::string::npos) clipped += "\033[0m";
  return clipped;
}

std::string pad(std::string text, std::size_t width) {
  const std::size_t columns = display_width(text);
  if (columns < width) text.append(width - columns, ' ');
  return text;
}

}  // namespace gradlab::terminal
