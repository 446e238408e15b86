// A chart as an SVG file of its own: for a page or a paper, on light and on dark grounds. What is in it and where its
// axes go is chart.hpp's business.
#pragma once

#include "terminal/chart.hpp"

#include <string>

namespace gradlab::terminal {

/// 720 x 480 units. Curves differ by color and by the sign at their points, and are named beside them.
std::string draw_svg(const Chart& chart);

}  // namespace gradlab::terminal
