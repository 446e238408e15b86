#include "program/lines_report.hpp"

#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace gradlab::program {

using namespace terminal;

namespace {

using lines::FoundLines, lines::Line, lines::LineKind, lines::RightValue;

constexpr std::size_t most_right_values = 6;

std::string name_outputs(const std::vector<std::string>& outputs) {
  const bool has_cost = outputs.front() == "J";
  const std::size_t gradients = outputs.size() - (has_cost ? 1 : 0);
  const std::string gradient = gradients == 2   ? "the gradient"
                               : gradients == 1 ? "the gradient of " + outputs.back()
                                                : "";
  if (!has_cost) return gradient + " is";
  return gradients == 0 ? "J is" : "J and " + gradient + " are";
}

}  // namespace

std::string in_words(const Line& line) {
  const std::string text = printable(line.text, 60);
  const std::string tried = fmt::format("with that there {} right (tried)", name_outputs(line.outputs));
  switch (line.kind) {
    case LineKind::wrong_line:
      return fmt::format("{}: `{}` is used where {} belongs; {}", line.where, text, line.instead, tried);
    case LineKind::missing_step:
      return fmt::format("all is right up to {}, where `{}` is {}; {} is missing then: {} belongs there; {}",
                         line.where, text, line.now.empty() ? "still blank" : line.now,
                         line.missing.empty() ? "a step" : line.missing, line.instead, tried);
    case LineKind::region:
      return fmt::format("a wrong value arises in {}: in the end {} belongs where `{}` is; {}", line.where,
                         line.instead, text, tried);
  }
  return "";
}

namespace {

std::string name_right(const std::vector<RightValue>& right) {
  std::string names;
  for (std::size_t i = 0; i < std::min(right.size(), most_right_values); ++i) {
    names += fmt::format("{}{} ({})", i == 0 ? "" : ", ", right[i].name, right[i].where);
  }
  return names;
}

std::string fill_line(const std::string& label, const std::string& words, bool color) {
  const std::string head = fmt::format("  {:<12}", label);
  return paint(head, heading, color) + fill_lines(head, words).substr(head.size());
}

const char* name_kind(LineKind kind) {
  switch (kind) {
    case LineKind::wrong_line: return "wrong_line";
    case LineKind::missing_step: return "missing_step";
    case LineKind::region: return "region";
  }
  return "";
}

}  // namespace

std::string describe(const FoundLines& found, bool color) {
  if (found.lines.empty() && found.right.empty()) return "";
  std::string text;
  for (const Line& line : found.lines) text += fill_line("your file", in_words(line), color);
  if (!found.right.empty()) text += fill_line("right there", name_right(found.right), color);
  return text + "\n";
}

Json to_json(const FoundLines& found) {
  Json all = Json::array();
  for (const Line& line : found.lines) {
    all.push_back({{"output", line.outputs},
                   {"kind", name_kind(line.kind)},
                   {"first", line.first},
                   {"last", line.last},
                   {"where", line.where},
                   {"text", line.text},
                   {"now", or_null(line.now)},
                   {"instead", line.instead},
                   {"missing", or_null(line.missing)},
                   {"tried", line.tried}});
  }
  return all;
}

}  // namespace gradlab::program
