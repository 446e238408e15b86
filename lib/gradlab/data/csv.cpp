// Tables as text: numbers separated by comma, semicolon or blanks (tabs too), one example a line, a header or none.
// See read.hpp for the column of targets.
#include "gradlab/data/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <utility>

namespace gradlab::data {

namespace {

constexpr std::string_view blank = " \t\r";
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::string_view trim_quotes(std::string_view cell) {
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') return cell.substr(1, cell.size() - 2);
  return cell;
}

struct ReadCell {
  double value = 0;
  bool is_number = false;   // by its letters
  bool is_in_range = true;  // a double holds it
};

ReadCell read_cell(std::string_view cell) {
  if (cell.starts_with('+') && !cell.starts_with("+-")) cell.remove_prefix(1);
  ReadCell read;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), read.value);
  read.is_number = error != std::errc::invalid_argument && end == cell.data() + cell.size();
  read.is_in_range = error != std::errc::result_out_of_range;
  return read;
}

// A semicolon, a comma, or else any run of blanks.
char find_separator(std::string_view line) {
  for (const char separator : {';', ','}) {
    if (line.find(separator) != std::string_view::npos) return separator;
  }
  return ' ';
}

std::vector<std::string_view> split_at_blanks(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::string_view rest = trim(line); !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(blank), rest.size());
    cells.push_back(trim_quotes(rest.substr(0, end)));
    rest = trim(rest.substr(end));
  }
  return cells;
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  if (separator == ' ') return split_at_blanks(line);
  if (line.ends_with(separator)) line.remove_suffix(1);  // some writers end each line with it
  std::vector<std::string_view> cells;
  while (true) {
    const std::size_t end = std::min(line.find(separator), line.size());
    cells.push_back(trim_quotes(trim(line.substr(0, end))));
    if (end == line.size()) return cells;
    line.remove_prefix(end + 1);
  }
}

// A value that is not there, as people and programs write it.
bool is_missing(std::string_view cell) {
  constexpr std::string_view marks[] = {"", "?", "-", ".", "NA", "N/A", "n/a", "null", "NULL", "None", "NaN", "nan"};
  return std::find(std::begin(marks), std::end(marks), cell) != std::end(marks);
}

bool is_number(std::string_view cell) { return read_cell(cell).is_number; }

using Cells = std::vector<std::string_view>;

// first, first + 1, ... in all cells from this place on.
bool count_from(const Cells& cells, std::size_t begin, double first) {
  for (std::size_t i = begin; i < cells.size(); ++i) {
    const ReadCell read = read_cell(cells[i]);
    if (!read.is_number || read.value != first + static_cast<double>(i - begin)) return false;
  }
  return true;
}

// Names, or the numbers 0, 1, 2, ... that some writers give columns without names. Numbers beside missing values are
// an example, unless they count columns behind an empty name.
bool is_header(const Cells& cells) {
  constexpr std::size_t enough = 3;
  if (cells.size() >= enough && count_from(cells, 0, 0)) return true;
  if (std::all_of(cells.begin(), cells.end(), is_number)) return false;
  if (cells.front().empty() && (count_from(cells, 1, 0) || count_from(cells, 1, 1))) return true;
  const auto is_value = [](std::string_view cell) { return is_number(cell) || is_missing(cell); };
  return std::none_of(cells.begin(), cells.end(), is_number) || !std::all_of(cells.begin(), cells.end(), is_value);
}

// What the user should look at in the first line.
std::string question_first_line(const Cells& cells, std::size_t line) {
  constexpr std::size_t enough = 3;
  if (cells.size() >= enough && count_from(cells, 0, 1)) {
    return fmt::format("line {} counts from 1 to {}, and is taken for an example: is it a header?", line, cells.size());
  }
  const auto numbers = std::count_if(cells.begin(), cells.end(), is_number);
  const bool has_counted = count_from(cells, 0, 0) || count_from(cells, 1, 0) || count_from(cells, 1, 1);
  if (!is_header(cells) || numbers == 0 || has_counted) return "";
  return fmt::format("line {} has {} numbers among its names, and is taken for a header: is it an example?", line,
                     numbers);
}

struct Table {
  arma::mat entries;
  std::size_t rows = 0;  ///< that have come so far
  Share kept;            ///< of all rows, those that have entries
  std::size_t columns = 0;
  std::vector<std::string> names;
  std::size_t line_of_names = 0;
  bool has_row_names = false;
  std::string question;

  bool keeps_next_row() const { return rows >= kept.begin && rows < kept.end; }
};

// What a cell that is no number may be meant as.
std::string advise(std::string_view cell, char separator) {
  if (is_missing(cell)) return "fill it in, or remove the line";
  if (cell.find('"') != cell.npos) return "write numbers without quotes and without commas in them";
  if (cell.find(':') != cell.npos) return "write every value of a line, without its column's number";
  if (std::isalpha(static_cast<unsigned char>(cell.front()))) return "write a number for each name";
  const bool is_of_digits = cell.find_first_not_of("0123456789+-.,eE \t") == cell.npos;
  const bool has_comma = cell.find(',') != cell.npos;
  const bool is_split = separator == ',' && cell.find_first_of(blank) != cell.npos;
  return is_of_digits && (has_comma || is_split) ? "write a point for the decimal comma" : "numbers look like -1.5e-3";
}

// R writes a name for each row, and above them an empty name or none.
void find_row_names(Table& table, const Cells& cells, std::size_t line, const File& file) {
  if (table.names.empty()) return;
  const bool has_empty_name = cells.size() >= 2 && table.names.size() == cells.size() && table.names.front().empty();
  if (has_empty_name && !is_number(cells.front())) table.names.erase(table.names.begin());
  table.has_row_names = table.names.size() + 1 == cells.size();
  if (table.has_row_names || table.names.size() == cells.size()) return;
  refuse(file, fmt::format("line {}: expected {} values, one for each name in line {}, but found {}; complete the "
                           "line, or remove line {} if it is a title",
                           line, table.names.size(), table.line_of_names, cells.size(), table.line_of_names));
}

void append_row(Table& table, Cells cells, std::size_t line, const File& file, char separator, std::size_t all_rows) {
  if (table.rows == 0) find_row_names(table, cells, line, file);
  if (table.has_row_names && !cells.empty()) cells.erase(cells.begin());
  if (table.rows == 0) {
    table.columns = cells.size();
    table.kept = file.part.of(all_rows);
    table.entries.set_size(std::min(table.kept.count(), file.bytes.size() / table.columns + 1), table.columns);
  }
  if (cells.size() != table.columns) {
    refuse(file, fmt::format("line {}: expected {} values as in the lines before, but found {}; complete the line or "
                             "remove it",
                             line, table.columns, cells.size()));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const ReadCell read = read_cell(cells[i]);
    if (!read.is_number || !read.is_in_range) {
      refuse(file, fmt::format("line {}, column {}: expected a number, but found {}; {}", line, i + 1,
                               cells[i].empty() ? "nothing" : excerpt(cells[i]),
                               read.is_in_range ? advise(cells[i], separator) : "a double holds 5e-324 to 1.8e308"));
    }
    if (table.keeps_next_row()) table.entries(table.rows - table.kept.begin, i) = read.value;
  }
  ++table.rows;
}

// What ends a line; old programs end it with \r alone.
char find_line_end(std::string_view text) { return text.find('\n') == text.npos ? '\r' : '\n'; }

// The line that the text begins with, which is taken from it.
std::string_view take_line(std::string_view& text, char line_end) {
  const std::size_t end = std::min(text.find(line_end), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trim(line);
}

bool is_passed_over(std::string_view line) { return line.empty() || line.front() == '#'; }

std::size_t count_lines(std::string_view text, char line_end) {
  std::size_t lines = 0;
  while (!text.empty()) lines += !is_passed_over(take_line(text, line_end));
  return lines;
}

Table parse(const File& file) {
  Table table;
  std::string_view text = file.bytes;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const char line_end = find_line_end(text);
  const std::size_t lines = count_lines(text, line_end);
  char separator = '\0';
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text, line_end);
    if (is_passed_over(line)) continue;
    if (table.rows > 0 && !table.keeps_next_row()) {  // whoever has that part reads it
      ++table.rows;
      continue;
    }
    const bool is_first = separator == '\0';
    if (is_first) separator = find_separator(line);
    const Cells cells = split(line, separator);
    if (is_first) table.question = question_first_line(cells, number);
    if (is_first && is_header(cells)) {
      table.names.assign(cells.begin(), cells.end());
      table.line_of_names = number;
    } else {
      append_row(table, cells, number, file, separator, lines - !table.names.empty());
    }
  }
  if (table.rows == 0) refuse(file, "expected lines of numbers, but there is none; check that it is the right file");
  return table;
}

// Text: no control characters but tabs and line ends among its first bytes.
bool is_csv(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  return std::none_of(head.begin(), head.end(), [](unsigned char c) {
    return (c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
  });
}

// One variable without a name. A first line of names is a header; empty lines and lines that begin with # are passed
// over.
// throws std::invalid_argument naming the line and column of what is not a number, or the line of another length.
Contents read_csv(const File& file) {
  Table table = parse(file);
  Contents contents;
  contents.variables.push_back({"", std::move(table.entries), ""});
  contents.rows = table.rows;
  contents.columns = table.names;
  if (!table.question.empty()) contents.questions.push_back(table.question);
  if (table.has_row_names) contents.description = "the names of the rows are left out";
  return contents;
}

}  // namespace

extern const Format csv_format{"CSV", ".csv", &is_csv, &read_csv, false, true};

}  // namespace gradlab::data
