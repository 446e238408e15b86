// A picture of a lesson as one value. The terminal draws it of characters; the page draws the same value as SVG.
#pragma once

#include "teach/lessons/landscape.hpp"
#include "terminal/heatmap.hpp"
#include "terminal/plot.hpp"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace gradlab::teach {

using namespace terminal;

struct Bars {
  std::vector<Bar> bars;
  double full;  ///< the value of a bar as wide as there is room for
};

/// Matrices side by side, all on one scale.
struct Heatmaps {
  std::vector<Panel> panels;
};

/// What a cell holds stands there without color too.
struct Cell {
  std::string text;
  enum { plain, good, bad } look = plain;
  std::string brief = text;  ///< for where the table has no room
};

struct Table {
  std::string title;  ///< what the columns are
  std::vector<std::vector<Cell>> rows;  ///< the first is a heading
};

/// Boxes and arrows that are made of characters.
struct Diagram {
  std::function<std::string(const Canvas& canvas)> draw;
};

using Picture = std::variant<Chart, Bars, Heatmaps, Table, Landscape, Diagram>;

/// For which lesson.md, handouts and the page have pictures of characters.
inline const Canvas page_canvas = {.width = 76, .unicode = true, .lines = 14};

/// Lines that end in a newline, none longer than the canvas has columns.
std::string draw(const Picture& picture, const Canvas& canvas);

}  // namespace gradlab::teach
