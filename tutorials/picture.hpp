// The pictures of the lessons that are no curves and no bars (program/plot.hpp has those): a landscape with a path on
// it, and cells of a grid.
#pragma once

#include "terminal/heatmap.hpp"
#include "terminal/plot.hpp"

#include <armadillo>

#include <functional>
#include <string>
#include <vector>

namespace gradlab::tutorials {

using terminal::Canvas;

/// The lowest ground is where the value is small. The denser the character, the higher the ground; its height changes at
/// round numbers, which stand below.
struct Landscape {
  std::function<double(double x, double y)> height;  ///< above 0
  double x_low, x_high, y_low, y_high;
  std::string x_name, y_name;
};

/// path: (k, 2), one point a row; the first is marked S, the last E, those between by points.
std::string draw_landscape(const Landscape& landscape, const arma::mat& path, const Canvas& canvas);

/// A cell of a table in color: what it holds stands there without color too.
struct Cell {
  std::string text;
  enum { plain, good, bad, strong } look = plain;
};

/// Columns as wide as their widest cell, two blanks between them, or one where two do not fit; the first row is a heading.
std::string draw_table(const std::vector<std::vector<Cell>>& rows, const Canvas& canvas);

/// Heatmaps on one scale (program/heatmap.hpp), as many side by side as there is room for.
std::string draw_panels(const std::vector<terminal::Panel>& panels, const Canvas& canvas);

}  // namespace gradlab::tutorials
