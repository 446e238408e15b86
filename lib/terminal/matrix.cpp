#include "terminal/matrix.hpp"

#include "terminal/heatmap.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::terminal {

namespace {

constexpr int most_digits = 6;
constexpr int fewest_digits = 3;

arma::uword columns_of(const Canvas& canvas) { return static_cast<arma::uword>(canvas.width); }

arma::uword lines_of(const Canvas& canvas) { return static_cast<arma::uword>(std::max(canvas.lines, 0)); }

arma::uword ceiling(arma::uword a, arma::uword b) { return (a + b - 1) / b; }

arma::uword widest(const arma::mat& values, int digits) {
  std::size_t width = 1;
  for (const double value : values) width = std::max(width, number_text(value, digits).size());
  return width;
}

arma::uword digits_of(arma::uword index) { return fmt::formatted_size("{}", index); }

// The measures of a table.
struct Setting {
  int digits = most_digits;
  arma::uword cell = 0;   ///< columns of one cell, with its mark and the space before it
  arma::uword label = 0;  ///< columns of a label at the left edge
  bool marks = false;     ///< some entries are marked
};

bool is_marked(const arma::umat& changed, arma::uword row, arma::uword column) {
  return !changed.is_empty() && changed(row, column) != 0;
}

bool has_marks(const arma::umat& changed) {
  const arma::uword count = arma::accu(changed);
  return count > 0 && count < changed.n_elem;
}

Setting make_setting(const arma::mat& values, arma::uword last_row, arma::uword last_column, int digits, bool marks) {
  const arma::uword width = std::max(widest(values, digits), digits_of(last_column));
  return {digits, 1 + width + (marks ? 1u : 0u), 2 + digits_of(last_row), marks};
}

std::string draw_cell(double value, bool marked, const Setting& setting, bool color) {
  const arma::uword width = setting.cell - (setting.marks ? 2 : 1);
  const std::string text = fmt::format(" {:>{}}", number_text(value, setting.digits), width);
  const std::string mark = !setting.marks ? "" : marked ? "*" : " ";
  return paint_number(text, value, color) + paint(mark, fmt::emphasis::bold, color && marked);
}

std::string draw_header(arma::uword first, arma::uword count, const Setting& setting, bool color) {
  std::string text(setting.label, ' ');
  for (arma::uword c = first; c < first + count; ++c) {
    text += fmt::format("{:>{}}{}", c, setting.cell - (setting.marks ? 1 : 0), setting.marks ? " " : "");
  }
  return paint(text, fmt::emphasis::faint, color);
}

std::string draw_label(arma::uword index, const Setting& setting, bool color) {
  return paint(fmt::format("{:>{}}", index, setting.label), fmt::emphasis::faint, color);
}

std::string draw_row(const arma::mat& values, const arma::umat& changed, arma::uword row, arma::uword first,
                     arma::uword count, const Setting& setting, bool color) {
  std::string text;
  for (arma::uword c = first; c < first + count; ++c) {
    text += draw_cell(values(row, c), is_marked(changed, row, c), setting, color);
  }
  return text;
}

// ---- The whole table: no lines where the canvas has no room for it ----

std::vector<std::string> draw_table(const arma::mat& values, const arma::umat& changed, const Setting& setting,
                                    const Canvas& canvas) {
  const arma::uword width = setting.label + values.n_cols * setting.cell;
  if (width > columns_of(canvas) || values.n_rows + 1 > lines_of(canvas)) return {};
  std::vector<std::string> lines = {draw_header(0, values.n_cols, setting, canvas.color)};
  for (arma::uword r = 0; r < values.n_rows; ++r) {
    lines.push_back(draw_label(r, setting, canvas.color) +
                    draw_row(values, changed, r, 0, values.n_cols, setting, canvas.color));
  }
  return lines;
}

// A vector on several lines, each with the number of its first entry.
std::vector<std::string> draw_vector(const arma::mat& values, const arma::umat& changed, const Setting& setting,
                                     const Canvas& canvas) {
  if (setting.label + setting.cell > columns_of(canvas)) return {};
  const arma::uword each = (columns_of(canvas) - setting.label) / setting.cell;
  if (values.n_cols <= each || ceiling(values.n_cols, each) > lines_of(canvas)) return {};
  std::vector<std::string> lines;
  for (arma::uword first = 0; first < values.n_cols; first += each) {
    const arma::uword count = std::min(each, values.n_cols - first);
    lines.push_back(draw_label(first, setting, canvas.color) +
                    draw_row(values, changed, 0, first, count, setting, canvas.color));
  }
  return lines;
}

std::vector<std::string> draw_numbers(const arma::mat& values, const arma::umat& changed, const Canvas& canvas) {
  if (values.n_elem > columns_of(canvas) * lines_of(canvas)) return {};
  for (int digits = most_digits; digits >= fewest_digits; --digits) {
    const bool is_vector = values.n_rows == 1;
    const arma::uword last_label = is_vector ? values.n_cols - 1 : values.n_rows - 1;
    const Setting setting = make_setting(values, last_label, values.n_cols - 1, digits, has_marks(changed));
    std::vector<std::string> lines = draw_table(values, changed, setting, canvas);
    if (lines.empty() && is_vector) lines = draw_vector(values, changed, setting, canvas);
    if (!lines.empty()) return lines;
  }
  return {};
}

// ---- The heatmap ----

double largest_size(const arma::mat& values) {
  double largest = 0;
  for (const double value : values) largest = std::isfinite(value) ? std::max(largest, std::abs(value)) : largest;
  return largest > 0 ? largest : 1;
}

std::vector<std::string> draw_map(const arma::mat& values, const Canvas& canvas) {
  const arma::uword columns = std::max<arma::uword>(columns_of(canvas), 12) - 2;
  const arma::uword titles = columns < 60 ? 2 : 1;
  const arma::uword lines = std::max(lines_of(canvas), titles + 1) - titles;
  const arma::mat small = shrink(values, values.n_cols <= 10 ? lines : 2 * lines, columns);
  std::vector<std::string> drawn = split_lines(draw_heatmaps({{"", small}}, largest_size(values), canvas.color));
  drawn.front() = "  " + describe_range(values);
  if (small.n_elem < values.n_elem) {
    const std::string cell = fmt::format("a cell: the largest of {} x {}", ceiling(values.n_rows, small.n_rows),
                                         ceiling(values.n_cols, small.n_cols));
    if (titles == 1) drawn.front() += "; " + cell;
    else drawn.insert(drawn.begin() + 1, "  " + cell);
  }
  for (std::string& line : drawn) line = clip(line, canvas.width);
  return drawn;
}

}  // namespace

std::string number_text(double value, int digits) {
  if (std::isnan(value)) return "NaN";
  return std::isinf(value) ? (value > 0 ? "Inf" : "-Inf") : fmt::format("{:.{}g}", value + 0.0, digits);
}

std::string paint_number(const std::string& text, double value, bool color) {
  if (!std::isfinite(value)) return paint(text, fmt::emphasis::bold | fmt::fg(fmt::terminal_color::magenta), color);
  if (value > 0) return paint(text, fmt::fg(fmt::terminal_color::red), color);
  if (value < 0) return paint(text, fmt::fg(fmt::terminal_color::bright_blue), color);
  return paint(text, fmt::emphasis::faint, color);
}

std::vector<std::string> draw_matrix(const arma::mat& values, const arma::umat& changed, const Canvas& canvas) {
  if (values.is_empty()) return {};
  const std::vector<std::string> numbers = draw_numbers(values, changed, canvas);
  return numbers.empty() ? draw_map(values, canvas) : numbers;
}

std::vector<std::string> draw_part(const arma::mat& values, arma::uword row, arma::uword column, const Canvas& canvas) {
  if (row >= values.n_rows || column >= values.n_cols) return {};
  const arma::uword rows = std::min(values.n_rows - row, std::max<arma::uword>(lines_of(canvas), 2) - 1);
  const arma::uword most = std::min(values.n_cols - column, std::max<arma::uword>(columns_of(canvas), 4) / 2);
  const arma::mat part = values.submat(row, column, row + rows - 1, column + most - 1);
  const Setting setting = make_setting(part, values.n_rows - 1, values.n_cols - 1, most_digits, false);
  const arma::uword room = std::max(columns_of(canvas), setting.label) - setting.label;
  const arma::uword count = std::clamp<arma::uword>(room / setting.cell, 1, most);
  std::vector<std::string> lines = {draw_header(column, count, setting, canvas.color)};
  for (arma::uword r = 0; r < rows; ++r) {
    lines.push_back(draw_label(row + r, setting, canvas.color) +
                    draw_row(part, {}, r, 0, count, setting, canvas.color));
  }
  return lines;
}

arma::mat shrink(const arma::mat& values, arma::uword rows, arma::uword columns) {
  const arma::uword tall = std::max<arma::uword>(1, ceiling(values.n_rows, std::max<arma::uword>(rows, 1)));
  const arma::uword wide = std::max<arma::uword>(1, ceiling(values.n_cols, std::max<arma::uword>(columns, 1)));
  arma::mat small(ceiling(values.n_rows, tall), ceiling(values.n_cols, wide), arma::fill::zeros);
  for (arma::uword c = 0; c < values.n_cols; ++c) {
    for (arma::uword r = 0; r < values.n_rows; ++r) {
      double& cell = small(r / tall, c / wide);
      if (!std::isfinite(values(r, c))) cell = arma::datum::nan;
      else if (std::abs(values(r, c)) > std::abs(cell)) cell = values(r, c);
    }
  }
  return small;
}

std::string describe_range(const arma::mat& values) {
  const arma::vec finite = values.elem(arma::find_finite(values));
  const arma::uword others = values.n_elem - finite.n_elem;
  const std::string range = finite.is_empty() ? "no finite entry"
                                              : fmt::format("from {:.4g} to {:.4g}", finite.min(), finite.max());
  return others == 0 ? range : fmt::format("{}, {} not finite", range, others);
}

}  // namespace gradlab::terminal
