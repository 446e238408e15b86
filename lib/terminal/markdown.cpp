#include "terminal/markdown.hpp"

#include "terminal/maths.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <utility>

namespace gradlab::terminal {

namespace {

// A blank that no line is broken at, and that does not fall away; it is printed as a blank.
constexpr std::string_view figure_space = "\u2007";

std::string print_blanks(std::string text) {
  for (std::size_t at; (at = text.find(figure_space)) != std::string::npos;) {
    text.replace(at, figure_space.size(), 1, ' ');
  }
  return text;
}

// A command stays on one line, so that it can be pasted.
std::string unbroken(std::string_view text) {
  std::string whole;
  for (const char c : text) whole += c == ' ' ? std::string(figure_space) : std::string(1, c);
  return whole;
}

// A paragraph while it is read: painted words with one blank between them, and newlines where a line must end.
class Flow {
 public:
  explicit Flow(bool color) : color_(color) {}

  bool empty() const { return text_.empty(); }

  void add(std::string_view text, fmt::text_style style) {
    while (!text.empty()) {
      const std::string_view word = text.substr(0, text.find(' '));
      if (!word.empty()) text_ += paint(std::string(word), style, color_);
      else if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
      text.remove_prefix(std::max<std::size_t>(word.size(), 1));
    }
  }

  void start_line() {
    if (!text_.empty() && text_.back() == ' ') text_.pop_back();
    if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  }

  // Takes the paragraph as lines. A formula is indented, and its further lines more so.
  std::vector<std::string> take_lines(int width) {
    start_line();
    std::vector<std::string> lines;
    for (const std::string& line : split_lines(std::exchange(text_, ""))) {
      const int indent = line.starts_with(figure_space) ? 6 : 0;
      const Break at = line.find("://") == std::string::npos ? Break::blank : Break::anywhere;  // addresses are long
      for (const std::string& part : wrap(line, width, at, indent)) lines.push_back(print_blanks(part));
    }
    return lines;
  }

 private:
  bool color_;
  std::string text_;
};

// Breaks a shell's command at blanks, if possible before an option. Each line but the last ends in a backslash.
std::vector<std::string> break_command(std::string line, std::size_t width) {
  std::vector<std::string> parts;
  while (line.size() > width) {
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
  explicit Renderer(const Canvas& page) : page_(page), flow_(page.color) {}

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
      case MD_BLOCK_QUOTE:
        indents_.pop_back();
        break;
      case MD_BLOCK_HR:
        lines.emplace_back(static_cast<std::size_t>(width()), '-');
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
    else if (type == MD_TEXT_CODE && display_width(text) + 2 < width()) flow_.add(unbroken(text), style());
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
  int width() const { return std::max(std::max(page_.width, 20) - display_width(indent()), 10); }

  void end_paragraph() {
    if (!lines.empty() && !lines.back().empty()) lines.emplace_back();
  }

  // The indent of an item's first line ends in its bullet.
  void flush() {
    if (flow_.empty()) return;
    for (const std::string& line : flow_.take_lines(width())) {
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
    indents_.push_back(pad("", display_width(bullet_)));
  }

  // Commands for a shell: they can be pasted, also where they are broken.
  void place_code() {
    for (const std::string& line : split_lines(code_)) {
      for (const std::string& part : break_command(line, static_cast<std::size_t>(width() - 2))) {
        lines.push_back(indent() + "  " + paint(part, command, page_.color));
      }
    }
    end_paragraph();
  }

  Canvas page_;
  Flow flow_;
  std::vector<fmt::text_style> styles_;
  std::vector<std::string> indents_;
  std::vector<unsigned> numbers_;  // of the open lists: the number of the next item, 0 for bullets
  std::string bullet_, maths_, code_;
  bool in_code_ = false;
};

Renderer& renderer(void* data) { return *static_cast<Renderer*>(data); }

MD_PARSER make_parser() {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_LATEXMATHSPANS | MD_FLAG_NOINDENTEDCODEBLOCKS;
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

// Removes columns that are blank in all lines, but leaves two between others. Example: "a     b" and "cc    d" become
// "a   b" and "cc  d".
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

}  // namespace

std::vector<std::string> render_markdown(std::string_view markdown, const Canvas& page) {
  Renderer target(page);
  const MD_PARSER parser = make_parser();
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &target);
  while (!target.lines.empty() && target.lines.back().empty()) target.lines.pop_back();
  return target.lines;
}

std::vector<std::string> render_code(std::string_view code, const Canvas& page) {
  const int width = std::max(page.width, 20);
  const auto is_long = [&](const std::string& line) { return display_width(line) > width; };
  std::vector<std::string> given = split_lines(code), lines;
  const bool is_plain = display_width(code) == static_cast<int>(code.size());
  if (is_plain && std::any_of(given.begin(), given.end(), is_long)) given = squeeze(given);
  for (std::string& line : given) {
    const std::size_t indent = std::min(indent_of(line), static_cast<std::size_t>(width / 3));
    if (is_long(line)) line.replace(0, indent_of(line), indent, ' ');
    const int next = std::min(static_cast<int>(indent) + 4, width / 3);
    for (const std::string& part : wrap(line, width, Break::code, next)) lines.push_back(part);
  }
  for (std::string& line : lines) line.erase(line.find_last_not_of(' ') + 1);
  return lines;
}

}  // namespace gradlab::terminal
