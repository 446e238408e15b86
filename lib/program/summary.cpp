#include "program/summary.hpp"

#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace gradlab::program {

namespace {

using terminal::Break, terminal::paint;

constexpr std::size_t most_lines = 9;  // and one for `more`
constexpr int label_width = 10;
constexpr int text_width = 80 - label_width;

/// A label and its text on lines.
struct Row {
  std::string label;
  std::vector<std::string> lines;
  int rank = 0;  // rows of a higher rank are shortened first; those of rank 0 never
};

constexpr int highest_rank = 5;

std::string word_of(check::Verdict verdict) {
  std::string word(to_string(verdict));
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
  return word;
}

fmt::text_style style_of(check::Verdict verdict) {
  const fmt::terminal_color colors[] = {fmt::terminal_color::green, fmt::terminal_color::yellow,
                                        fmt::terminal_color::red};
  return fmt::fg(colors[static_cast<int>(verdict)]) | fmt::emphasis::bold;
}

Row row_of(const std::string& label, const std::string& text, int rank) {
  return {label, text.empty() ? std::vector<std::string>{} : terminal::wrap(text, text_width), rank};
}

std::vector<Row> rows_of(const Summary& summary) {
  std::vector<Row> rows;
  for (const std::string& line : summary.lines) rows.push_back(row_of(rows.empty() ? "line" : "", line, 1));
  rows.push_back(row_of("where", summary.where, 3));
  rows.push_back(row_of("why", summary.why, 2));
  rows.push_back(row_of("to do", summary.remedy, 1));
  rows.push_back(row_of("note", summary.note, 4));
  rows.push_back(row_of("unseen", summary.unseen, highest_rank));
  if (!summary.replay.empty()) rows.push_back({"replay", terminal::wrap_command(summary.replay, text_width), 0});
  return rows;
}

std::size_t count_lines(const std::vector<Row>& rows) {
  return std::accumulate(rows.begin(), rows.end(), std::size_t{0},
                         [](std::size_t sum, const Row& row) { return sum + row.lines.size(); });
}

void cut_last_line(std::vector<std::string>& lines) {
  lines.pop_back();
  std::string& last = lines.back();
  while (terminal::display_width(last) > text_width - 4 && last.find(' ') != last.npos) last.resize(last.rfind(' '));
  last += " ...";
}

// How little the next line to go would be missed; 0: it has to stay. A first line goes after all further lines, but
// that of the highest rank before the lines of the middle ranks.
int expendable(const Row& row) {
  if (row.lines.empty()) return 0;
  if (row.lines.size() > 1) return 10 * row.rank;
  return row.rank == highest_rank ? 35 : row.rank;
}

// Takes one line away; false where none can go.
bool shorten(std::vector<Row>& rows) {
  Row& row = *std::max_element(rows.begin(), rows.end(),
                               [](const Row& one, const Row& other) { return expendable(one) < expendable(other); });
  if (expendable(row) == 0) return false;
  if (row.lines.size() > 1) cut_last_line(row.lines);
  else row.lines.clear();
  return true;
}

}  // namespace

std::string describe(const Summary& summary, const std::string& more, bool color) {
  const std::string word = word_of(summary.verdict);
  const std::vector<std::string> first =
      terminal::wrap(word + ": " + summary.sentence, 80, Break::anywhere, static_cast<int>(word.size()) + 2);
  std::vector<Row> rows = rows_of(summary);
  while (first.size() + count_lines(rows) > most_lines && shorten(rows)) {
  }
  if (!more.empty()) rows.push_back(row_of("more", more, 0));
  std::string text;
  for (const std::string& line : first) text += line + "\n";
  text.replace(0, word.size(), paint(word, style_of(summary.verdict), color));
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.lines.size(); ++i) {
      const std::string label = fmt::format("  {:<8}", i == 0 ? row.label : "");
      text += paint(label, terminal::heading, color) + row.lines[i] + "\n";
    }
  }
  return text;
}

void print_report(const Summary& summary, bool explain, const std::function<std::string(bool color)>& explained) {
  const bool color = terminal::shows_color(stdout);
  if (explain) {
    fmt::print("{}\n{}", describe(summary, "", color), explained(color));
  } else {
    fmt::print("{}", describe(summary, "--explain tells the rest: every block, the worst entry, all reasons", color));
  }
}

terminal::Json to_json(const Summary& summary, const std::string& explained) {
  return {{"summary", describe(summary, "", false)}, {"explained", explained}};
}

}  // namespace gradlab::program
