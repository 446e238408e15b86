// Pictures in the terminal: curves on a grid of characters, and bars. See chart.hpp for the content of a picture.
#pragma once

#include "terminal/canvas.hpp"
#include "terminal/chart.hpp"

#include <cstdio>
#include <string>
#include <vector>

namespace gradlab::terminal {

/// The stream's window with 40 to 100 columns and 6 to 20 lines for the chart itself. Without color it is plain ASCII.
Canvas chart_canvas(std::FILE* stream);

/// Title, curves, axes with their ticks and a legend; each line ends with '\n'.
std::string draw_chart(const Chart& chart, const Canvas& canvas);

struct Bar {
  std::string label;
  double value;      ///< 0 or more; a value that is not finite gets no bar
  std::string text;  ///< behind the bar: "97.2 %"
};

/// One bar a line. A bar for the value `full` is as wide as the canvas has room for.
std::string draw_bars(const std::vector<Bar>& bars, double full, const Canvas& canvas);

}  // namespace gradlab::terminal
