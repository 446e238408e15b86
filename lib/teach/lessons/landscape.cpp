#include "teach/lessons/landscape.hpp"

#include "terminal/text.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace gradlab::teach {

namespace {

using terminal::Canvas;
using terminal::paint;

Path find_path(const Landscape& landscape, const NamedOptimizer& optimizer) {
  train::MinimizeOptions options;
  options.alpha = landscape.alpha;
  options.iterations = landscape.steps;
  arma::mat places = landscape.start.t();
  options.reached = [&](const arma::vec& theta, arma::uword) { places.insert_rows(places.n_rows, theta.t()); };
  const train::Minimum minimum = optimizer.minimize(landscape.cost, landscape.start, options);
  return {optimizer.name, arma::join_rows(places, minimum.cost_history), minimum.evaluations};
}

// The landscape in characters.
class Map {
 public:
  Map(const Landscape& landscape, const Canvas& canvas)
      : land_(landscape), columns_(std::clamp(canvas.width - 4, 16, 120)), lines_(std::max(canvas.lines - 1, 5)),
        canvas_(canvas),
        costs_(costs_on(landscape, static_cast<arma::uword>(lines_), static_cast<arma::uword>(columns_))),
        heights_(round_heights(costs_, ramp.size() - 1)) {}

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

  std::string draw(const std::vector<Path>& paths) const {
    std::vector<std::string> cells(static_cast<std::size_t>(columns_ * lines_));
    for (int line = 0; line < lines_; ++line) {
      for (int column = 0; column < columns_; ++column) cells[index(column, line)] = ground(band_at(column, line));
    }
    for (std::size_t k = 0; k < paths.size(); ++k) put_path(paths[k].points, sign(k), cells);
    std::string text;
    for (int line = 0; line < lines_; ++line) {
      text += "  ";
      for (int column = 0; column < columns_; ++column) text += cells[index(column, line)];
      text += "\n";
    }
    return text;
  }

  std::string sign(std::size_t path) const { return path == 0 ? (canvas_.unicode ? "●" : "o") : "x"; }

 private:
  static constexpr std::string_view ramp = " .:-=+*#%@";  // denser is higher

  std::size_t index(int column, int line) const { return static_cast<std::size_t>(line * columns_ + column); }

  std::size_t band_at(int column, int line) const {
    const double cost = costs_(static_cast<arma::uword>(line), static_cast<arma::uword>(column));
    return static_cast<std::size_t>(std::upper_bound(heights_.begin(), heights_.end(), cost) - heights_.begin());
  }

  std::string ground(std::size_t band) const {
    return paint(std::string(1, ramp[band]), fmt::fg(fmt::terminal_color::cyan), canvas_.color);
  }

  void put_path(const arma::mat& path, const std::string& point, std::vector<std::string>& cells) const {
    const auto put = [&](arma::uword k, const std::string& sign) {
      const double column = (path(k, 0) - land_.x.low) / (land_.x.high - land_.x.low) * columns_;
      const double line = (land_.y.high - path(k, 1)) / (land_.y.high - land_.y.low) * lines_;
      if (!(column >= 0 && column < columns_ && line >= 0 && line < lines_)) return;
      cells[index(static_cast<int>(column), static_cast<int>(line))] =
          paint(sign, fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold, canvas_.color);
    };
    for (arma::uword k = 1; k + 1 < path.n_rows; ++k) put(k, point);
    put(0, "S");
    if (path.n_rows > 1) put(path.n_rows - 1, "E");
  }

  const Landscape& land_;
  int columns_, lines_;
  const Canvas& canvas_;
  arma::mat costs_;
  std::vector<double> heights_;  // between the kinds of ground
};

}  // namespace

std::vector<Path> find_paths(const Landscape& landscape) {
  std::vector<Path> paths;
  for (const NamedOptimizer& optimizer : landscape.optimizers) paths.push_back(find_path(landscape, optimizer));
  return paths;
}

arma::mat costs_on(const Landscape& landscape, arma::uword rows, arma::uword columns) {
  const auto& x = landscape.x;
  const auto& y = landscape.y;
  arma::mat costs(rows, columns);
  for (arma::uword r = 0; r < rows; ++r) {
    for (arma::uword c = 0; c < columns; ++c) {
      const double at_x = x.low + (static_cast<double>(c) + .5) / static_cast<double>(columns) * (x.high - x.low);
      const double at_y = y.high - (static_cast<double>(r) + .5) / static_cast<double>(rows) * (y.high - y.low);
      costs(r, c) = landscape.cost({at_x, at_y}).cost;
    }
  }
  return costs;
}

std::vector<double> round_heights(const arma::mat& costs, std::size_t most) {
  const double low = costs.min(), high = costs.max();
  std::vector<double> heights;
  for (double power = std::pow(10, std::floor(std::log10(low))); power < high; power *= 10) {
    for (const double factor : {1, 2, 5}) {
      if (factor * power > low && factor * power < high) heights.push_back(factor * power);
    }
  }
  if (heights.size() > most) heights.erase(heights.begin(), heights.end() - static_cast<std::ptrdiff_t>(most));
  return heights;
}

std::string draw_landscape(const Landscape& landscape, const Canvas& canvas) {
  const auto& x = landscape.x;
  const auto& y = landscape.y;
  const std::string axes = fmt::format("  across: {}, {:g} to {:g};", x.name, x.low, x.high);
  const std::string up = fmt::format("  up: {}, {:g} to {:g}", y.name, y.low, y.high);
  const bool fits = terminal::display_width(axes + up) <= canvas.width;
  const Map map(landscape, canvas);
  const std::vector<Path> paths = find_paths(landscape);
  std::string text = map.draw(paths) + axes + (fits ? up.substr(1) : "\n" + up) + "\n";
  std::vector<std::string> items = map.legend();
  for (std::size_t k = 0; k < paths.size() && paths.size() > 1; ++k) {
    items.push_back(map.sign(k) + " " + paths[k].name);
  }
  for (const std::string& line : terminal::pack(items, std::max(canvas.width - 2, 16))) text += "  " + line + "\n";
  return text;
}

}  // namespace gradlab::teach
