// A chart as an SVG file, for light and for dark grounds. See chart.hpp for its content and its axes.
#pragma once

#include "terminal/chart.hpp"

#include <string>

namespace gradlab::terminal {

/// 720 x 480 units. Curves differ by color and by the sign at their points; a legend names them.
std::string draw_svg(const Chart& chart);

}  // namespace gradlab::terminal
