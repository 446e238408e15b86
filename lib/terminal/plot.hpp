// Pictures in the terminal: curves on a grid of characters, and bars. What is in a picture and where its axes go is
// chart.hpp's business.
#pragma once

#include "terminal/chart.hpp"

#include <cstdio>
#include <string>
#include <vector>

namespace gradlab::terminal {

/// What there is to draw on.
struct Canvas {
  int columns = 80;      ///< no line is longer
  int lines = 16;        ///< of the picture itself: title, axis and legend come on top
  bool unicode = false;  ///< eight dots to a character, and lines; else plain characters
  bool color = false;
};

/// The stream's window, at most 100 columns and at least 40; where it is none, 80 plain columns.
Canvas canvas_of(std::FILE* stream);

/// Title, curves, axes with their ticks and a legend; each line ends with '\n'.
std::string draw_chart(const Chart& chart, const Canvas& canvas);

struct Bar {
  std::string label;
  double value;      ///< 0 or more; what is not finite gets no bar
  std::string text;  ///< behind the bar: "97.2 %"
};

/// One bar a line, below each other, the longest as wide as there is room. `full`: the value of a bar of that width.
std::string draw_bars(const std::vector<Bar>& bars, double full, const Canvas& canvas);

}  // namespace gradlab::terminal
