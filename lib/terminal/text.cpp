#include "terminal/text.hpp"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <utility>

namespace gradlab::terminal {

namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// The end of the color code that starts at `at`; `at` itself where none starts.
std::size_t skip_code(std::string_view text, std::size_t at) {
  if (text[at] != '\033') return at;
  const std::size_t end = text.find('m', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

// The byte at which the character in this column begins; the size of the text where there is none.
std::size_t byte_of_column(std::string_view text, int column) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t behind = skip_code(text, at);
    if (behind != at) {
      at = behind;
      continue;
    }
    if (begins_character(text[at]) && columns++ == column) return at;
    ++at;
  }
  return text.size();
}

// The byte before which a line wider than `width` is broken; the size of the text where it may not be broken.
std::size_t find_break(std::string_view text, int width, Break at) {
  const std::size_t end = byte_of_column(text, width);
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t least = begin + (at == Break::code ? static_cast<std::size_t>(width) / 3 : 1);
  const std::size_t blank = text.rfind(' ', at == Break::code ? end - 1 : end);  // a line of code holds its last blank
  if (blank != std::string_view::npos && blank >= least) return blank;
  if (at == Break::blank) return std::min(text.find(' ', std::max(begin, end)), text.size());
  const std::size_t sign = text.substr(0, end).find_last_of("(,");
  return sign != std::string_view::npos && sign >= least ? sign + 1 : end;
}

// The bytes of the UTF-8 character at the front; 0 for bytes that are none, also for an encoding longer than needed.
std::size_t size_of_character(std::string_view text) {
  const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<std::uint8_t>(text[k]) : 0; };
  const int first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (std::size_t k = 1; k < size; ++k) {
    if ((byte(k) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool no_character = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return overlong || no_character ? 0 : size;
}

// True for C0, DEL and C1, for what turns or marks the direction of writing (Unicode's Bidi_Control), and for U+2028 and
// U+2029, which end a line.
bool is_obeyed(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  if (first == 0xC2) return static_cast<unsigned char>(character[1]) < 0xA0;
  if (character == "\u061C" || character == "\u200E" || character == "\u200F") return true;
  return (character >= "\u2028" && character <= "\u202E") || (character >= "\u2066" && character <= "\u2069");
}

}  // namespace

int display_width(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t behind = skip_code(text, at);
    if (behind == at) columns += begins_character(text[at++]) ? 1 : 0;
    else at = behind;
  }
  return columns;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty() && !part.empty()) text += between;
    text += part;
  }
  return text;
}

std::vector<std::string> wrap(std::string_view text, int width, Break at, int indent) {
  std::vector<std::string> lines;
  std::string rest(text);
  width = std::max(width, indent + 1);
  while (display_width(rest) > width) {
    const std::size_t end = find_break(rest, width, at);
    const std::size_t next = rest.find_first_not_of(' ', end);
    lines.push_back(rest.substr(0, rest.find_last_not_of(' ', end - 1) + 1));
    if (next >= rest.size()) return lines;
    rest.replace(0, next, static_cast<std::size_t>(indent), ' ');
  }
  lines.push_back(rest);
  return lines;
}

std::string fill_lines(const std::string& label, const std::string& words, int width) {
  std::string spaced, text, before = label;
  std::istringstream stream(words);
  for (std::string word; stream >> word;) spaced += (spaced.empty() ? "" : " ") + word;
  for (const std::string& line : wrap(spaced, width - display_width(label), Break::blank)) {
    text += before + line + "\n";
    before = pad("", display_width(label));
  }
  return text;
}

std::string line_of(const std::string& label, const std::string& text, bool color) {
  constexpr int room = 66;  // of 80 columns, beside the label
  std::string lines, beside = label;
  for (const std::string& line : wrap_lines(text.empty() ? "\n" : text, room)) {
    lines += fmt::format("  {}{}\n", paint(fmt::format("{:<12}", std::exchange(beside, "")), heading, color), line);
  }
  return lines;
}

std::vector<std::string> wrap_lines(std::string_view text, int width) {
  std::vector<std::string> lines;
  for (const std::string& line : split_lines(text)) {
    for (std::string& part : wrap(line, width)) lines.push_back(std::move(part));
  }
  return lines;
}

std::vector<std::string> pack(const std::vector<std::string>& items, int width) {
  std::vector<std::string> lines;
  for (const std::string& item : items) {
    const bool fits = !lines.empty() && display_width(lines.back()) + 2 + display_width(item) <= width;
    if (fits) lines.back() += "  " + item;
    else lines.push_back(item);
  }
  return lines;
}

std::string paint_lines(std::string_view text, fmt::text_style style, const Canvas& page) {
  std::string lines;
  for (const std::string& line : wrap(text, page.width)) lines += paint(line, style, page.color) + "\n";
  return lines;
}

std::string clip(std::string_view text, int width) {
  std::string clipped(text.substr(0, byte_of_column(text, std::max(width, 0))));
  if (clipped.size() < text.size() && clipped.find('\033') != std::string::npos) clipped += "\033[0m";
  return clipped;
}

std::string pad(std::string text, int width) {
  return text.append(static_cast<std::size_t>(std::max(width - display_width(text), 0)), ' ');
}

std::string with_thousands(unsigned long long number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string counted(unsigned long long number, const std::string& noun) {
  return with_thousands(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string printable(std::string_view text, std::size_t most_bytes) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, size_of_character(text.substr(at)));
    if (character == "\t") shown += ' ';
    else if (character.empty() || is_obeyed(character)) shown += '?';
    else shown += character;
    at += std::max<std::size_t>(character.size(), 1);
  }
  if (shown.size() <= most_bytes) return shown;
  std::size_t end = most_bytes - std::min<std::size_t>(most_bytes, 3);
  while (end > 0 && !begins_character(shown[end])) --end;
  return shown.substr(0, end) + "...";
}

std::string printable_lines(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
    shown += printable(text.substr(0, end));
    shown += text.substr(end, 1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shown;
}

std::string escape_json(std::string_view json) {
  std::string escaped;
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t size = std::max<std::size_t>(size_of_character(json.substr(at)), 1);
    const std::string_view character = json.substr(at, size);
    const auto byte = [&](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(character[k])); };
    const bool is_safe = byte(0) < 0x7F || !is_obeyed(character);
    const unsigned code = size == 1   ? byte(0)
                          : size == 2 ? (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)
                          : size == 3 ? (byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)
                                      : 0;
    if (is_safe) escaped += character;
    else escaped += fmt::format("\\u{:04x}", code);
    at += size;
  }
  return escaped;
}

namespace {

// In the quotes $'...' of bash, zsh and newer POSIX shells, which write any byte with plain letters.
std::string quoted_bytes(const std::string& word) {
  std::string text = "$'";
  for (const char c : word) {
    const bool is_plain = c >= ' ' && c <= '~' && c != '\'' && c != '\\';
    text += is_plain ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  }
  return text + "'";
}

}  // namespace

namespace {

// How many letters to insert, remove, replace or exchange with their neighbor.
std::size_t count_slips(const std::string& one, const std::string& other) {
  std::vector<std::vector<std::size_t>> slips(one.size() + 1, std::vector<std::size_t>(other.size() + 1));
  for (std::size_t i = 0; i <= one.size(); ++i) {
    for (std::size_t j = 0; j <= other.size(); ++j) {
      if (i == 0 || j == 0) {
        slips[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = slips[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
      slips[i][j] = std::min({slips[i - 1][j] + 1, slips[i][j - 1] + 1, replaced});
      const bool exchanged = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (exchanged) slips[i][j] = std::min(slips[i][j], slips[i - 2][j - 2] + 1);
    }
  }
  return slips.back().back();
}

}  // namespace

std::string nearest_word(const std::string& text, const std::vector<std::string>& candidates) {
  std::string nearest;
  std::size_t fewest = text.size() < 7 ? 2 : text.size() / 3 + 1;  // one less is allowed
  for (const std::string& candidate : candidates) {
    const std::size_t slips = count_slips(text, candidate);
    if (slips >= fewest) continue;
    fewest = slips;
    nearest = candidate;
  }
  return nearest;
}

std::vector<std::string> wrap_command(std::string_view typed, int width) {
  constexpr char quoted_blank = '\x01';  // where no line may be broken
  std::string text(typed);
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool has_escapes = quote != '\'';  // within single quotes a backslash is one
    if (text[i] == '\\' && has_escapes) ++i;
    else if (text[i] == quote) quote = '\0';
    else if (quote == '\0' && (text[i] == '\'' || text[i] == '"')) quote = text[i];
    else if (quote != '\0' && text[i] == ' ') text[i] = quoted_blank;
  }
  std::vector<std::string> lines = wrap(text, width - 2, Break::blank, 2);
  for (std::string& line : lines) std::replace(line.begin(), line.end(), quoted_blank, ' ');
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) lines[i] += " \\";
  return lines;
}

std::string quoted_for_shell(const std::string& word) {
  const std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  if (printable(word) != word) return quoted_bytes(word);
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace gradlab::terminal
