#include "terminal/markdown.hpp"

#include "terminal/maths.hpp"
#include "terminal/terminal.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <numeric>
#include <sstream>
#include <utility>

namespace gradlab::terminal {

namespace {

// Characters of UTF-8 text; all that lessons use are one column wide.
std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

struct Piece {
  std::string text;
  fmt::text_style style;
};

// A blank that no line is broken at, and that does not fall away; printed as a blank.
constexpr std::string_view figure_space = "\u2007";

std::string print_blanks(std::string text) {
  for (std::size_t at; (at = text.find(figure_space)) != std::string::npos;) text.replace(at, figure_space.size(), 1, ' ');
  return text;
}

// Pieces that no line break parts; `starts_line` puts one before it.
struct Word {
  std::vector<Piece> pieces;
  bool starts_line = false;

  std::size_t columns() const {
    return std::accumulate(pieces.begin(), pieces.end(), std::size_t{0},
                           [](std::size_t sum, const Piece& p) { return sum + columns_of(p.text); });
  }
};

// A command stays on one line, to be pasted.
std::string unbroken(std::string_view text) {
  std::string whole;
  for (const char c : text) whole += c == ' ' ? std::string(figure_space) : std::string(1, c);
  return whole;
}

class Flow {
 public:
  bool empty() const { return words_.empty(); }

  void add(std::string_view text, fmt::text_style style) {
    while (!text.empty()) {
      if (text.front() == ' ') {
        glued_ = false;
        text.remove_prefix(1);
        continue;
      }
      const std::string_view part = text.substr(0, text.find(' '));
      if (!glued_ || words_.empty()) {
        words_.push_back({{}, starts_line_});
        starts_line_ = false;
      }
      words_.back().pieces.push_back({std::string(part), style});
      glued_ = true;
      text.remove_prefix(part.size());
    }
  }

  void start_line() {
    glued_ = false;
    starts_line_ = !words_.empty();
  }

  std::size_t columns() const {
    std::size_t sum = 0;
    for (const Word& word : words_) sum += word.columns() + 1;
    return sum ? sum - 1 : 0;
  }

  std::size_t longest_word() const {
    std::size_t longest = 0;
    for (const Word& word : words_) longest = std::max(longest, word.columns());
    return longest;
  }

  std::vector<std::string> wrap(std::size_t width, bool color) const {
    std::vector<std::string> lines;
    std::size_t used = 0;
    for (const Word& word : words_) {
      const bool fits = !lines.empty() && !word.starts_line && used + 1 + word.columns() <= width;
      if (!fits) {
        const bool goes_on = !lines.empty() && !word.starts_line && lines.back().starts_with("  ");
        lines.emplace_back(goes_on ? "      " : "");  // a formula, which is indented
        used = lines.back().size();
      } else {
        lines.back() += ' ';
        ++used;
      }
      for (const Piece& piece : word.pieces) lines.back() += paint(print_blanks(piece.text), piece.style, color);
      used += word.columns();
    }
    return lines;
  }

 private:
  std::vector<Word> words_;
  bool glued_ = false;
  bool starts_line_ = false;
};

struct Table {
  std::vector<std::vector<Flow>> rows;
  std::size_t head_rows = 0;
};

// At blanks, sooner before an option than behind it; each line but the last with a backslash behind it.
std::vector<std::string> break_command(std::string line, std::size_t width) {
  std::vector<std::string> parts;
  while (columns_of(line) > width) {
    const std::size_t begin = line.find_first_not_of(' ');
    std::size_t blank = line.rfind(" --", width - 2);
    if (blank == std::string::npos || blank < begin) blank = line.rfind(' ', width - 2);
    if (blank == std::string::npos || blank < begin) break;
    parts.push_back(line.substr(0, blank) + " \\");
    line = "  " + line.substr(blank + 1);
  }
  parts.push_back(line);
  return parts;
}

class Renderer {
 public:
  explicit Renderer(const Page& page) : page_(page) {}

  std::vector<std::string> lines;

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        add_style(heading);
        break;
      case MD_BLOCK_UL:
        begin_list(0);
        break;
      case MD_BLOCK_OL:
        begin_list(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
        break;
      case MD_BLOCK_LI:
        begin_item();
        break;
      case MD_BLOCK_CODE:
        code_.clear();
        in_code_ = true;
        break;
      case MD_BLOCK_TABLE:
        table_ = {};
        break;
      case MD_BLOCK_TR:
        table_.rows.emplace_back();
        break;
      case MD_BLOCK_TH:
        add_style(heading);
        break;
      case MD_BLOCK_QUOTE:
        indents_.push_back(page_.unicode ? "│ " : "| ");
        break;
      default:
        break;
    }
  }

  void leave_block(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_H:
        flush();
        styles_.pop_back();
        end_paragraph();
        break;
      case MD_BLOCK_P:
        flush();
        end_paragraph();
        break;
      case MD_BLOCK_LI:
        flush();
        indents_.pop_back();
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        numbers_.pop_back();
        if (numbers_.empty()) end_paragraph();
        break;
      case MD_BLOCK_CODE:
        in_code_ = false;
        place_code();
        break;
      case MD_BLOCK_TH:
        styles_.pop_back();
        [[fallthrough]];
      case MD_BLOCK_TD:
        table_.rows.back().push_back(std::exchange(flow_, {}));
        break;
      case MD_BLOCK_THEAD:
        table_.head_rows = table_.rows.size();
        break;
      case MD_BLOCK_TABLE:
        place_table();
        break;
      case MD_BLOCK_QUOTE:
        indents_.pop_back();
        break;
      case MD_BLOCK_HR:
        lines.emplace_back(std::string(width(), '-'));
        end_paragraph();
        break;
      default:
        break;
    }
  }

  void enter_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_EM) add_style(fmt::emphasis::italic);
    else if (type == MD_SPAN_STRONG) add_style(fmt::emphasis::bold);
    else if (type == MD_SPAN_CODE) add_style(command);
    else add_style({});
    if (type == MD_SPAN_LATEXMATH_DISPLAY) {
      flow_.start_line();
      flow_.add(std::string(figure_space) + std::string(figure_space), {});  // indents
    }
  }

  void leave_span(MD_SPANTYPE type) {
    styles_.pop_back();
    if (type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY) {
      flow_.add(show_maths(std::exchange(maths_, ""), page_.unicode), style());
    }
    if (type == MD_SPAN_LATEXMATH_DISPLAY) flow_.start_line();
  }

  void add_text(MD_TEXTTYPE type, std::string_view text) {
    if (in_code_) code_ += text;
    else if (type == MD_TEXT_LATEXMATH) maths_ += text;
    else if (type == MD_TEXT_BR) flow_.start_line();
    else if (type == MD_TEXT_SOFTBR) flow_.add(" ", {});
    else if (type == MD_TEXT_CODE && text.size() + 2 < width()) flow_.add(unbroken(text), style());
    else if (type != MD_TEXT_HTML) flow_.add(text, style());
  }

 private:
  fmt::text_style style() const {
    fmt::text_style sum;
    for (const fmt::text_style& one : styles_) sum |= one;
    return sum;
  }
  void add_style(fmt::text_style style) { styles_.push_back(style); }

  std::string indent() const {
    std::string sum;
    for (const std::string& one : indents_) sum += one;
    return sum;
  }
  std::size_t width() const {
    const std::size_t taken = columns_of(indent());
    const std::size_t all = static_cast<std::size_t>(std::max(page_.width, 20));
    return all > taken + 10 ? all - taken : 10;
  }

  void end_paragraph() {
    if (!lines.empty() && !lines.back().empty()) lines.emplace_back();
  }

  // Of the bullet's line the indent ends in the bullet.
  void flush() {
    if (flow_.empty()) return;
    for (const std::string& line : std::exchange(flow_, {}).wrap(width(), page_.color)) {
      std::string before = indent();
      if (!bullet_.empty()) {
        before.resize(before.size() - indents_.back().size());
        before += std::exchange(bullet_, "");
      }
      lines.push_back(before + line);
    }
  }

  void begin_list(unsigned start) {
    flush();
    numbers_.push_back(start);
  }

  void begin_item() {
    unsigned& count = numbers_.back();
    bullet_ = count > 0 ? fmt::format("{}. ", count++) : page_.unicode ? "• " : "- ";
    indents_.emplace_back(columns_of(bullet_), ' ');
  }

  // Lines for a shell, which can be pasted however they are broken.
  void place_code() {
    std::istringstream stream(code_);
    for (std::string line; std::getline(stream, line);) {
      for (const std::string& part : break_command(line, width() - 2)) {
        lines.push_back(indent() + "  " + paint(part, command, page_.color));
      }
    }
    end_paragraph();
  }

  // Natural widths where they fit; else the widest columns give way.
  std::vector<std::size_t> choose_widths() const {
    std::vector<std::size_t> widths;
    for (const auto& row : table_.rows) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].columns());
    }
    const std::size_t gaps = widths.empty() ? 0 : 2 * (widths.size() - 1);
    while (std::accumulate(widths.begin(), widths.end(), gaps) > width()) {
      const auto widest = std::max_element(widths.begin(), widths.end());
      if (*widest <= 6) break;
      --*widest;
    }
    return widths;
  }

  void place_row(const std::vector<Flow>& row, const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> cells, plain;
    std::size_t height = 1;
    for (std::size_t c = 0; c < row.size(); ++c) {
      cells.push_back(row[c].wrap(widths[c], page_.color));
      plain.push_back(row[c].wrap(widths[c], false));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t l = 0; l < height; ++l) {
      std::string line = indent();
      std::size_t owed = 0;  // blanks before the next cell; at the end of a line there are none
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const bool here = l < cells[c].size();
        if (here) line += std::string(std::exchange(owed, 0), ' ') + cells[c][l];
        const std::size_t used = here ? columns_of(plain[c][l]) : 0;
        owed += widths[c] - std::min(used, widths[c]) + 2;
      }
      lines.push_back(line);
    }
  }

  void place_table() {
    const std::vector<std::size_t> widths = choose_widths();
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      place_row(table_.rows[r], widths);
      if (r + 1 != table_.head_rows) continue;
      std::string rule = indent();
      for (std::size_t c = 0; c < widths.size(); ++c) rule += (c ? "  " : "") + std::string(widths[c], '-');
      lines.push_back(rule);
    }
    end_paragraph();
  }

  Page page_;
  Flow flow_;
  Table table_;
  std::vector<fmt::text_style> styles_;
  std::vector<std::string> indents_;
  std::vector<unsigned> numbers_;  // of the lists we are in: the next item's, 0 for bullets
  std::string bullet_, maths_, code_;
  bool in_code_ = false;
};

Renderer& renderer(void* data) { return *static_cast<Renderer*>(data); }

MD_PARSER make_parser() {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_LATEXMATHSPANS | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    renderer(data).enter_block(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
    renderer(data).leave_block(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* data) {
    renderer(data).enter_span(type);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* data) {
    renderer(data).leave_span(type);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    renderer(data).add_text(type, {text, size});
    return 0;
  };
  return parser;
}

// Without the columns that are blank in all lines, but for two between others: a table gets by with fewer than it has.
std::vector<std::string> squeeze(const std::vector<std::string>& lines) {
  const auto is_blank = [&](std::size_t column) {
    return std::all_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return column >= line.size() || line[column] == ' '; });
  };
  std::size_t longest = 0, blanks = 2;  // none at the left
  for (const std::string& line : lines) longest = std::max(longest, line.size());
  std::vector<std::string> squeezed(lines.size());
  for (std::size_t column = 0; column < longest; ++column) {
    blanks = is_blank(column) ? blanks + 1 : 0;
    if (blanks > 2) continue;
    for (std::size_t l = 0; l < lines.size(); ++l) {
      if (column < lines[l].size()) squeezed[l] += lines[l][column];
    }
  }
  return squeezed;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// Where a long line is broken: behind the last blank that leaves it something, else behind the last bracket or comma
// that does, or else where it must be.
std::size_t find_break(std::string_view line, std::size_t width) {
  std::size_t end = 0;  // in bytes; not within a character
  for (std::size_t columns = 0; end < line.size(); ++end) {
    if ((line[end] & 0xC0) != 0x80 && columns++ == width) break;
  }
  const std::size_t least = indent_of(line) + width / 3;
  for (const char* signs : {" ", "(,"}) {
    const std::size_t sign = line.substr(0, end).find_last_of(signs);
    if (sign != std::string_view::npos && sign >= least) return sign + 1;
  }
  return end;
}

}  // namespace

std::vector<std::string> render_markdown(std::string_view markdown, const Page& page) {
  Renderer target(page);
  const MD_PARSER parser = make_parser();
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &target);
  while (!target.lines.empty() && target.lines.back().empty()) target.lines.pop_back();
  return target.lines;
}

std::vector<std::string> render_code(std::string_view code, const Page& page) {
  const std::size_t width = static_cast<std::size_t>(std::max(page.width, 20));
  std::vector<std::string> given, lines;
  std::istringstream stream{std::string(code)};
  for (std::string line; std::getline(stream, line);) given.push_back(line);
  const auto is_long = [&](const std::string& line) { return columns_of(line) > width; };
  const bool is_plain = columns_of(code) == code.size();
  if (is_plain && std::any_of(given.begin(), given.end(), is_long)) given = squeeze(given);
  for (std::string line : given) {
    const std::size_t indent = std::min(indent_of(line), width / 3);
    if (is_long(line)) line.replace(0, indent_of(line), indent, ' ');
    while (is_long(line)) {
      const std::size_t cut = find_break(line, width);
      lines.push_back(line.substr(0, cut));
      line.erase(0, cut);
      line.replace(0, indent_of(line), std::min(indent + 4, width / 3), ' ');
    }
    lines.push_back(line);
  }
  for (std::string& line : lines) line.erase(line.find_last_not_of(' ') + 1);
  return lines;
}

}  // namespace gradlab::terminal
