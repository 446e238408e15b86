#include "tutorials/picture.hpp"

#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

namespace gradlab::tutorials {

namespace {

using terminal::paint;

// Heights 1, 2 and 5 times each power of ten: steps that are easily read.
std::vector<double> round_heights(double low, double high) {
  std::vector<double> heights;
  for (double power = std::pow(10, std::floor(std::log10(low))); power < high; power *= 10) {
    for (const double factor : {1, 2, 5}) {
      if (factor * power > low && factor * power < high) heights.push_back(factor * power);
    }
  }
  return heights;
}

class Map {
 public:
  Map(const Landscape& landscape, const Canvas& canvas)
      : land_(landscape), columns_(std::clamp(canvas.width - 4, 16, 120)), lines_(std::max(canvas.lines - 1, 5)),
        canvas_(canvas) {
    double low = height(0, 0), high = low;
    for (int line = 0; line < lines_; ++line) {
      for (int column = 0; column < columns_; ++column) {
        low = std::min(low, height(column, line));
        high = std::max(high, height(column, line));
      }
    }
    heights_ = round_heights(low, high);
    while (heights_.size() + 1 > ramp.size()) heights_.erase(heights_.begin());
  }

  /// "[ ] below 0.05  [.] to 0.1": the heights of each kind of ground.
  std::vector<std::string> legend() const {
    std::vector<std::string> items;
    if (heights_.empty()) return items;
    for (std::size_t band = 0; band <= heights_.size(); ++band) {
      const bool is_highest = band == heights_.size();
      const double limit = heights_[is_highest ? band - 1 : band];
      items.push_back(fmt::format("[{}] {} {:g}", ground(band), is_highest ? "above" : "below", limit));
    }
    return items;
  }

  std::string draw(const arma::mat& path) const {
    std::vector<std::string> cells(static_cast<std::size_t>(columns_ * lines_));
    for (int line = 0; line < lines_; ++line) {
      for (int column = 0; column < columns_; ++column) cells[index(column, line)] = ground(band_at(column, line));
    }
    put_path(path, cells);
    std::string text;
    for (int line = 0; line < lines_; ++line) {
      text += "  ";
      for (int column = 0; column < columns_; ++column) text += cells[index(column, line)];
      text += "\n";
    }
    return text;
  }

 private:
  static constexpr std::string_view ramp = " .:-=+*#%@";  // denser is higher

  std::size_t index(int column, int line) const { return static_cast<std::size_t>(line * columns_ + column); }
  double x_at(int column) const { return land_.x_low + (column + .5) / columns_ * (land_.x_high - land_.x_low); }
  double y_at(int line) const { return land_.y_high - (line + .5) / lines_ * (land_.y_high - land_.y_low); }
  double height(int column, int line) const { return land_.height(x_at(column), y_at(line)); }

  std::size_t band_at(int column, int line) const {
    const auto above = std::upper_bound(heights_.begin(), heights_.end(), height(column, line));
    return static_cast<std::size_t>(above - heights_.begin());
  }

  std::string ground(std::size_t band) const {
    return paint(std::string(1, ramp[band]), fmt::fg(fmt::terminal_color::cyan), canvas_.color);
  }

  void put_path(const arma::mat& path, std::vector<std::string>& cells) const {
    const auto put = [&](arma::uword k, const std::string& sign) {
      const int column = static_cast<int>((path(k, 0) - land_.x_low) / (land_.x_high - land_.x_low) * columns_);
      const int line = static_cast<int>((land_.y_high - path(k, 1)) / (land_.y_high - land_.y_low) * lines_);
      if (column < 0 || column >= columns_ || line < 0 || line >= lines_) return;
      cells[index(column, line)] = paint(sign, fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold, canvas_.color);
    };
    for (arma::uword k = 1; k + 1 < path.n_rows; ++k) put(k, canvas_.unicode ? "●" : "o");
    if (path.n_rows > 0) put(0, "S");
    if (path.n_rows > 1) put(path.n_rows - 1, "E");
  }

  const Landscape& land_;
  int columns_, lines_;
  std::vector<double> heights_;  // between the kinds of ground
  const Canvas& canvas_;
};

fmt::text_style style_of(const Cell& cell) {
  switch (cell.look) {
    case Cell::good: return fmt::fg(fmt::terminal_color::green);
    case Cell::bad: return fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold;
    case Cell::strong: return terminal::heading;
    case Cell::plain: break;
  }
  return {};
}

}  // namespace

std::string draw_landscape(const Landscape& landscape, const arma::mat& path, const Canvas& canvas) {
  const std::string axes = fmt::format("  across: {}, {:g} to {:g};", landscape.x_name, landscape.x_low, landscape.x_high);
  const std::string up = fmt::format("  up: {}, {:g} to {:g}", landscape.y_name, landscape.y_low, landscape.y_high);
  const bool fits = terminal::display_width(axes + up) <= canvas.width;
  const Map map(landscape, canvas);
  std::string text = map.draw(path) + axes + (fits ? up.substr(1) : "\n" + up) + "\n";
  for (const std::string& line : terminal::pack(map.legend(), std::max(canvas.width - 2, 16))) text += "  " + line + "\n";
  return text;
}

std::string draw_table(const std::vector<std::vector<Cell>>& rows, const Canvas& canvas) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].text.size());
  }
  const std::size_t wide = std::accumulate(widths.begin(), widths.end(), 2 * widths.size());
  const std::string gap(wide <= static_cast<std::size_t>(canvas.width) ? 2 : 1, ' ');
  std::string text;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const Cell& cell = rows[r][c];
      const bool is_last = c + 1 == rows[r].size();
      text += gap + paint(cell.text, r == 0 ? terminal::heading : style_of(cell), canvas.color) +
              (is_last ? "" : std::string(widths[c] - cell.text.size(), ' '));
    }
    text += "\n";
  }
  return text;
}

std::string draw_panels(const std::vector<terminal::Panel>& panels, const Canvas& canvas) {
  double scale = 0;
  for (const terminal::Panel& panel : panels) scale = std::max(scale, arma::abs(panel.values).max());
  const auto width = [](const terminal::Panel& panel) {
    const arma::uword columns = panel.values.n_cols;
    return static_cast<int>(std::max<std::size_t>(panel.title.size(), columns <= 10 ? 2 * columns : columns)) + 2;
  };
  std::string text;
  for (std::size_t next = 0; next < panels.size();) {
    std::vector<terminal::Panel> row;
    for (int used = 0; next < panels.size(); ++next) {
      used += width(panels[next]);
      if (!row.empty() && used > canvas.width) break;
      row.push_back(panels[next]);
      row.back().title.resize(static_cast<std::size_t>(width(row.back())) - 2, ' ');
    }
    text += fmt::format("{}{}", text.empty() ? "" : "\n", terminal::draw_heatmaps(row, scale, canvas.color));
  }
  return text;
}

}  // namespace gradlab::tutorials
