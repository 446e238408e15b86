#include "terminal/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace gradlab::terminal {

namespace {

// Colors that can be told apart on light and on dark grounds.
const std::array<fmt::terminal_color, 5> colors = {fmt::terminal_color::cyan, fmt::terminal_color::magenta,
                                                   fmt::terminal_color::green, fmt::terminal_color::red,
                                                   fmt::terminal_color::blue};
const std::string plain_signs = "*+o#%";
constexpr int sign_distance = 8;  // columns from one sign of a curve to its next

fmt::text_style style_of(std::size_t curve) { return fmt::fg(colors[curve % colors.size()]); }

std::string plain_sign(std::size_t curve) { return std::string(1, plain_signs[curve % plain_signs.size()]); }

std::string mark_sign(const Canvas& canvas) { return canvas.unicode ? "●" : "@"; }

std::string encode(unsigned code_point) {  // three bytes: all that is drawn lies from U+0800 on
  return {static_cast<char>(0xE0 | (code_point >> 12)), static_cast<char>(0x80 | ((code_point >> 6) & 0x3F)),
          static_cast<char>(0x80 | (code_point & 0x3F))};
}

// ---- a grid of characters, each of 2 x 4 dots where there is Unicode ----

class Grid {
 public:
  // Several curves wear a sign each every few columns: some people do not see colors, some terminals have none.
  Grid(int columns, int lines, std::size_t curves, const Canvas& canvas)
      : columns_(columns),
        lines_(lines),
        wide_(canvas.unicode ? 2 : 1),
        high_(canvas.unicode ? 4 : 1),
        curves_(curves),
        canvas_(canvas),
        cells_(static_cast<std::size_t>(columns * lines)) {}

  int width() const { return columns_ * wide_; }  ///< in dots
  int height() const { return lines_ * high_; }

  void dot(int x, int y, std::size_t curve) {  // y counts from the bottom
    const int line = lines_ - 1 - y / high_;
    static constexpr unsigned bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    Cell& cell = at(x / wide_, line);
    cell.dots |= bits[high_ - 1 - y % high_][x % wide_];
    cell.curve = curve;
    if (curves_ > 1 && x / wide_ % sign_distance == sign_column(curve)) put_sign(cell, x / wide_, curve);
  }

  void line(int x0, int y0, int x1, int y1, std::size_t curve) {
    const int steps = std::max({std::abs(x1 - x0), std::abs(y1 - y0), 1});
    for (int i = 0; i <= steps; ++i) {
      const double t = static_cast<double>(i) / steps;
      dot(static_cast<int>(std::lround(x0 + t * (x1 - x0))), static_cast<int>(std::lround(y0 + t * (y1 - y0))), curve);
    }
  }

  void mark(int x, int y) { at(x / wide_, lines_ - 1 - y / high_).marked = true; }

  std::string text(int line) {
    std::string text;
    for (int column = 0; column < columns_; ++column) text += draw(at(column, line));
    return text;
  }

 private:
  struct Cell {
    unsigned dots = 0;
    std::size_t curve = 0;
    bool marked = false;
    bool has_sign = false;
    std::size_t sign = 0;  // the curve whose sign is shown, though another curve may pass here
  };

  // The signs are staggered, so that curves on top of each other show in turn.
  int sign_column(std::size_t curve) const {
    return static_cast<int>((2 * curve + 1) * sign_distance / (2 * curves_)) % sign_distance;
  }

  // Puts one sign into a column, also where the curve is steep.
  void put_sign(Cell& cell, int column, std::size_t curve) {
    const std::pair place{curve, column};
    if (place == last_sign_) return;
    cell.has_sign = true;
    cell.sign = curve;
    last_sign_ = place;
  }

  Cell& at(int column, int line) { return cells_[static_cast<std::size_t>(line * columns_ + column)]; }

  std::string draw(const Cell& cell) const {
    if (cell.marked) return paint(mark_sign(canvas_), heading, canvas_.color);
    if (cell.dots == 0) return " ";
    if (cell.has_sign) return paint(plain_sign(cell.sign), style_of(cell.sign) | fmt::emphasis::bold, canvas_.color);
    return paint(canvas_.unicode ? encode(0x2800 + cell.dots) : plain_sign(cell.curve), style_of(cell.curve),
                 canvas_.color);
  }

  int columns_, lines_, wide_, high_;
  std::size_t curves_;
  Canvas canvas_;
  std::vector<Cell> cells_;
  std::pair<std::size_t, int> last_sign_{0, -1};
};

struct Dot {
  int x, y;
};

Dot dot_of(const Grid& grid, const Scale& across, const Scale& up, double x, double y) {
  return {static_cast<int>(std::lround(across.place(x) * (grid.width() - 1))),
          static_cast<int>(std::lround(up.place(y) * (grid.height() - 1)))};
}

void draw_curve(Grid& grid, const Scale& across, const Scale& up, const Curve& curve, std::size_t index) {
  bool joined = false;
  Dot before{};
  for (arma::uword i = 0; i < curve.x.n_elem; ++i) {
    const bool shown = across.shows(curve.x(i)) && up.shows(curve.y(i));
    if (shown) {
      const Dot here = dot_of(grid, across, up, curve.x(i), curve.y(i));
      if (joined) {
        grid.line(before.x, before.y, here.x, here.y, index);
      } else {
        grid.dot(here.x, here.y, index);
      }
      before = here;
    }
    joined = shown;
  }
}

// ---- axes ----

// The tick's text on each line that has one, else "".
std::vector<std::string> label_lines(const Scale& scale, int lines) {
  std::vector<std::string> labels(static_cast<std::size_t>(lines));
  for (const auto& [value, text] : scale.ticks(std::max(2, lines / 2))) {
    const auto line = std::lround((1 - scale.place(value)) * (lines - 1));
    labels[static_cast<std::size_t>(line)] = text;
  }
  return labels;
}

std::size_t widest(const std::vector<std::string>& texts) {
  std::size_t width = 0;
  for (const std::string& text : texts) width = std::max(width, text.size());
  return width;
}

// The axis below the picture, and the texts below its ticks.
std::string draw_x_axis(const Scale& scale, int columns, std::size_t margin, const Canvas& canvas) {
  std::vector<bool> ticked(static_cast<std::size_t>(columns));
  std::string texts(static_cast<std::size_t>(columns) + 8, ' ');
  std::size_t free_from = 0;
  for (const auto& [value, text] : scale.ticks(std::max(2, columns / 10))) {
    const auto column = static_cast<std::size_t>(std::lround(scale.place(value) * (columns - 1)));
    const std::size_t wanted = column - std::min(column, text.size() / 2);
    const std::size_t start = std::min(wanted, static_cast<std::size_t>(columns) - text.size());
    ticked[column] = true;
    if (start < free_from) continue;
    texts.replace(start, text.size(), text);
    free_from = start + text.size() + 1;
  }
  std::string axis = canvas.unicode ? "└" : "+";
  for (const bool tick : ticked) axis += tick ? (canvas.unicode ? "┬" : "+") : (canvas.unicode ? "─" : "-");
  texts.erase(texts.find_last_not_of(' ') + 1);
  return fmt::format("{:{}}{}\n{:{}}{}\n", "", margin, axis, "", margin + 1, texts);
}

std::string legend(const Chart& chart, std::size_t margin, const Canvas& canvas) {
  std::string text(margin + 1, ' ');
  if (!chart.x.label.empty()) text += chart.x.label + (canvas.unicode ? " →" : " ->");
  int width = static_cast<int>(margin + 1 + (chart.x.label.empty() ? 0 : chart.x.label.size() + 3));
  const auto add = [&](const std::string& sign, const std::string& name, fmt::text_style style) {
    const int needed = 3 + 2 + static_cast<int>(name.size());
    if (width + needed > canvas.width) {
      text += "\n" + std::string(margin - 2, ' ');
      width = static_cast<int>(margin) - 2;
    }
    text += "   " + paint(sign, style, canvas.color) + " " + name;
    width += needed;
  };
  for (std::size_t i = 0; i < chart.curves.size(); ++i) {
    const bool is_line = canvas.unicode && chart.curves.size() == 1;
    if (!chart.curves[i].name.empty()) add(is_line ? "━" : plain_sign(i), chart.curves[i].name, style_of(i));
  }
  for (const Mark& mark : chart.marks) {
    if (!mark.name.empty()) add(mark_sign(canvas), mark.name, heading);
  }
  return text + "\n";
}

}  // namespace

Canvas chart_canvas(std::FILE* stream) {
  Canvas canvas = window_of(stream);
  canvas.width = std::clamp(canvas.width, 40, 100);
  canvas.lines = std::clamp(canvas.lines - 8, 6, 20);
  canvas.unicode = canvas.unicode && canvas.color;
  return canvas;
}

std::string draw_chart(const Chart& chart, const Canvas& canvas) {
  const auto [across, up] = scales_of(chart);
  const std::vector<std::string> labels = label_lines(up, canvas.lines);
  const std::size_t margin = std::max<std::size_t>(widest(labels), 4) + 3;
  const int columns = std::max(10, canvas.width - static_cast<int>(margin) - 2);

  Grid grid(columns, canvas.lines, chart.curves.size(), canvas);
  for (std::size_t i = 0; i < chart.curves.size(); ++i) draw_curve(grid, across, up, chart.curves[i], i);
  for (const Mark& mark : chart.marks) {
    if (!across.shows(mark.x) || !up.shows(mark.y)) continue;
    const Dot here = dot_of(grid, across, up, mark.x, mark.y);
    grid.mark(here.x, here.y);
  }

  std::string text = chart.title.empty() ? "" : "  " + paint(chart.title, heading, canvas.color) + "\n";
  if (!chart.y.label.empty()) text += "  " + chart.y.label + "\n";
  for (int line = 0; line < canvas.lines; ++line) {
    const std::string& label = labels[static_cast<std::size_t>(line)];
    const std::string edge = label.empty() ? (canvas.unicode ? "│" : "|") : (canvas.unicode ? "┤" : "+");
    text += fmt::format("{:>{}} {}{}\n", label, margin - 1, edge, grid.text(line));
  }
  return text + draw_x_axis(across, columns, margin, canvas) + legend(chart, margin, canvas);
}

std::string draw_bars(const std::vector<Bar>& bars, double full, const Canvas& canvas) {
  std::size_t label_width = 0, text_width = 0;
  for (const Bar& bar : bars) {
    label_width = std::max(label_width, bar.label.size());
    text_width = std::max(text_width, bar.text.size());
  }
  const int room = std::max(4, canvas.width - static_cast<int>(label_width + text_width) - 6);
  std::string text;
  for (const Bar& bar : bars) {
    const double share = std::isfinite(bar.value) && full > 0 ? std::clamp(bar.value / full, 0.0, 1.0) : 0;
    const auto eighths = static_cast<int>(std::lround(share * room * 8));
    std::string drawn;
    int width = 0;
    for (; width < eighths / 8; ++width) drawn += canvas.unicode ? encode(0x2588) : "#";
    const int rest = eighths % 8;
    if (canvas.unicode ? rest > 0 : rest >= 4) {
      drawn += canvas.unicode ? encode(static_cast<unsigned>(0x2590 - rest)) : "#";
      ++width;
    }
    text += fmt::format("  {:<{}}  {}{:{}} {}\n", bar.label, label_width, paint(drawn, style_of(0), canvas.color), "",
                        room - width, bar.text);
  }
  return text;
}

}  // namespace gradlab::terminal
