#include "gradlab/data/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

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

std::optional<double> to_number(std::string_view cell) {
  if (cell.starts_with('+') && !cell.starts_with("+-")) cell.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

char find_separator(std::string_view line) {
  for (const char separator : {';', ',', '\t'}) {
    if (line.find(separator) != std::string_view::npos) return separator;
  }
  return ' ';
}

std::string_view next_cell(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view cell = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  if (separator == ' ') rest = trim(rest);  // several spaces separate like one
  return trim_quotes(trim(cell));
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  if (line.ends_with(separator)) line.remove_suffix(1);  // some writers end each line with it
  std::string_view rest = line;
  const auto count = separator == ' ' ? 0 : std::count(line.begin(), line.end(), separator) + 1;
  while (separator == ' ' ? !rest.empty() : std::ssize(cells) < count) cells.push_back(next_cell(rest, separator));
  return cells;
}

bool is_header(const std::vector<std::string_view>& cells) {
  return std::any_of(cells.begin(), cells.end(), [](std::string_view cell) { return !to_number(cell); });
}

struct Table {
  std::vector<double> entries;  ///< row by row
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::string> names;
};

void append_row(Table& table, const std::vector<std::string_view>& cells, std::size_t line, const File& file) {
  if (table.rows == 0) table.columns = cells.size();
  if (cells.size() != table.columns) {
    refuse(file, fmt::format("line {}: expected {} values as in the lines before, but found {}; complete the line or "
                             "remove it",
                             line, table.columns, cells.size()));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::optional<double> value = to_number(cells[i]);
    if (!value) {
      refuse(file, fmt::format("line {}, column {}: expected a number, but found {}; numbers look like -1.5e-3", line,
                               i + 1, cells[i].empty() ? "nothing" : excerpt(cells[i])));
    }
    table.entries.push_back(*value);
  }
  ++table.rows;
}

Table parse(const File& file) {
  Table table;
  std::string_view rest = file.bytes;
  if (rest.starts_with(byte_order_mark)) rest.remove_prefix(byte_order_mark.size());
  bool is_first = true;
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.empty() || text.front() == '#') continue;
    const std::vector<std::string_view> cells = split(text, find_separator(text));
    if (is_first && is_header(cells)) {
      table.names.assign(cells.begin(), cells.end());
    } else {
      append_row(table, cells, line, file);
    }
    is_first = false;
  }
  if (table.rows == 0) refuse(file, "expected lines of numbers, but there is none; check that it is the right file");
  return table;
}

}  // namespace

bool is_csv(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  return std::none_of(head.begin(), head.end(), [](unsigned char c) {
    return (c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
  });
}

Contents read_csv(const File& file) {
  const Table table = parse(file);
  Contents contents;
  // Armadillo stores by columns, the text comes by rows.
  const arma::mat by_rows(table.entries.data(), table.columns, table.rows);
  contents.variables.push_back({"", by_rows.st(), ""});
  if (table.names.size() == table.columns) contents.columns = table.names;
  return contents;
}

}  // namespace gradlab::data
