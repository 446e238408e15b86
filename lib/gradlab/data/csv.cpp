// Tables as text: numbers separated by comma, semicolon or blanks (tabs too), one example a line, a header or none.
// See read.hpp for the column of targets.
#include "gradlab/data/format.hpp"

#include <fmt/format.h>

#include <algorithm>
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

// Names, or the numbers 0, 1, 2, ... that some writers give columns without names.
bool is_header(const std::vector<std::string_view>& cells) {
  bool counts = cells.size() >= 3;
  for (std::size_t i = 0; i < cells.size(); ++i) counts = counts && cells[i] == std::to_string(i);
  return counts || std::any_of(cells.begin(), cells.end(), [](std::string_view cell) { return !read_cell(cell).is_number; });
}

struct Table {
  arma::mat entries;
  std::size_t rows = 0;  ///< that have come so far
  std::size_t columns = 0;
  std::vector<std::string> names;
  bool has_row_names = false;
};

// What a cell that is no number may be meant as.
std::string advise(std::string_view cell, char separator) {
  const bool has_comma = cell.find(',') != cell.npos;
  const bool is_split = separator == ',' && cell.find_first_of(blank) != cell.npos;
  return has_comma || is_split ? "write a point for the decimal comma" : "numbers look like -1.5e-3";
}

void append_row(Table& table, std::vector<std::string_view> cells, std::size_t line, const File& file, char separator,
                std::size_t most_rows) {
  // R writes a name for each row, and none above them.
  if (table.rows == 0) table.has_row_names = !table.names.empty() && table.names.size() + 1 == cells.size();
  if (table.has_row_names && !cells.empty()) cells.erase(cells.begin());
  if (table.rows == 0) {
    table.columns = cells.size();
    table.entries.set_size(std::min(most_rows, file.bytes.size() / table.columns + 1), table.columns);
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
    table.entries(table.rows, i) = read.value;
  }
  ++table.rows;
}

// The line that the text begins with, which is taken from it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trim(line);
}

bool is_passed_over(std::string_view line) { return line.empty() || line.front() == '#'; }

std::size_t count_lines(std::string_view text) {
  std::size_t lines = 0;
  while (!text.empty()) lines += !is_passed_over(take_line(text));
  return lines;
}

Table parse(const File& file) {
  Table table;
  std::string_view text = file.bytes;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t lines = count_lines(text);
  char separator = '\0';
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    if (is_passed_over(line)) continue;
    const bool is_first = separator == '\0';
    if (is_first) separator = find_separator(line);
    const std::vector<std::string_view> cells = split(line, separator);
    if (is_first && is_header(cells)) {
      table.names.assign(cells.begin(), cells.end());
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

// One variable without a name. A first line with anything in it that is not a number is a header; empty lines and
// lines that begin with # are passed over.
// throws std::invalid_argument naming the line and column of what is not a number, or the line of another length.
Contents read_csv(const File& file) {
  Table table = parse(file);
  Contents contents;
  contents.variables.push_back({"", std::move(table.entries), ""});
  if (table.names.size() == table.columns) contents.columns = table.names;
  if (table.has_row_names) contents.description = "the names of the rows are left out";
  return contents;
}

}  // namespace

extern const Format csv_format{"CSV", ".csv", &is_csv, &read_csv};

}  // namespace gradlab::data
