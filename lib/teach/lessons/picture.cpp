#include "teach/lessons/picture.hpp"

#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace gradlab::teach {

namespace {

fmt::text_style style_of(const Cell& cell) {
  switch (cell.look) {
    case Cell::good: return fmt::fg(fmt::terminal_color::green);
    case Cell::bad: return fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold;
    case Cell::plain: break;
  }
  return {};
}

using Text = std::string Cell::*;  // which of a cell's texts is shown

std::vector<std::size_t> column_widths(const Table& table, Text shown) {
  std::vector<std::size_t> widths;
  for (const auto& row : table.rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], (row[c].*shown).size());
  }
  return widths;
}

// Two blanks between the columns, or one where two do not fit.
std::string draw_table(const Table& table, const Canvas& canvas) {
  const auto fits = [&](Text shown) {
    const std::vector<std::size_t> widths = column_widths(table, shown);
    return std::accumulate(widths.begin(), widths.end(), 2 * widths.size()) <= static_cast<std::size_t>(canvas.width);
  };
  const Text shown = fits(&Cell::text) ? &Cell::text : &Cell::brief;
  const std::vector<std::size_t> widths = column_widths(table, shown);
  const std::string gap(fits(shown) ? 2 : 1, ' ');
  std::string text = table.title.empty() ? "" : gap + std::string(widths[0], ' ') + gap + table.title + "\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const std::vector<Cell>& row = table.rows[r];
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string& words = row[c].*shown;
      const bool is_last = c + 1 == row.size();
      text += gap + paint(words, r == 0 ? heading : style_of(row[c]), canvas.color) +
              (is_last ? "" : std::string(widths[c] - words.size(), ' '));
    }
    text += "\n";
  }
  return text;
}

// As many side by side as there is room for.
std::string draw_panels(const Heatmaps& maps, const Canvas& canvas) {
  double scale = 0;
  for (const Panel& panel : maps.panels) scale = std::max(scale, arma::abs(panel.values).max());
  const auto width = [](const Panel& panel) {
    const arma::uword columns = panel.values.n_cols;
    return static_cast<int>(std::max<std::size_t>(panel.title.size(), columns <= 10 ? 2 * columns : columns)) + 2;
  };
  std::string text;
  for (std::size_t next = 0; next < maps.panels.size();) {
    std::vector<Panel> row;
    for (int used = 0; next < maps.panels.size(); ++next) {
      used += width(maps.panels[next]);
      if (!row.empty() && used > canvas.width) break;
      row.push_back(maps.panels[next]);
      row.back().title.resize(static_cast<std::size_t>(width(row.back())) - 2, ' ');
    }
    text += fmt::format("{}{}", text.empty() ? "" : "\n", draw_heatmaps(row, scale, canvas.color));
  }
  return text;
}

struct Draw {
  const Canvas& canvas;

  std::string operator()(const Chart& chart) const { return draw_chart(chart, canvas); }
  std::string operator()(const Bars& bars) const { return draw_bars(bars.bars, bars.full, canvas); }
  std::string operator()(const Heatmaps& maps) const { return draw_panels(maps, canvas); }
  std::string operator()(const Table& table) const { return draw_table(table, canvas); }
  std::string operator()(const Landscape& landscape) const { return draw_landscape(landscape, canvas); }
  std::string operator()(const Diagram& diagram) const { return diagram.draw(canvas); }
};

}  // namespace

std::string draw(const Picture& picture, const Canvas& canvas) { return std::visit(Draw{canvas}, picture); }

}  // namespace gradlab::teach
