#include "terminal/svg.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace gradlab::terminal {

namespace {

constexpr double width = 720, height = 480;
constexpr double left = 84, right = 24, top = 84, bottom = 64;  // around the plot
constexpr std::size_t most_styles = 5;

std::string escape(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '&': escaped += "&amp;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

// Colors that people with any color vision tell apart (Okabe and Ito, darkened on white, lightened on black).
std::string style_sheet() {
  static const std::array<const char*, most_styles> light = {"#0060a8", "#c2410c", "#00785a", "#a3387c", "#6b5b00"};
  static const std::array<const char*, most_styles> dark = {"#62b6f5", "#ff9d5c", "#3ed1a8", "#f29ad0", "#e6d35a"};
  const auto rules = [](const std::array<const char*, most_styles>& colors) {
    std::string text;
    for (std::size_t i = 0; i < most_styles; ++i) {
      text += fmt::format(".line{0}{{stroke:{1}}}.sign{0}{{fill:{1}}}", i, colors[i]);
    }
    return text;
  };
  return "<style>text{font:14px system-ui,sans-serif}.title{font-size:17px;font-weight:600}.small{font-size:11px}"
         ".curve{fill:none;stroke-width:2;stroke-linejoin:round}.mark{fill:none;stroke-width:2}"
         ".halo{paint-order:stroke;stroke-width:4;stroke-linejoin:round;stroke:#fff}.ground{fill:#fff}.ink{fill:#"
         "1f2328}.edge{stroke:#57606a}.grid{stroke:#d8dee4}.mark{stroke:#1f2328}" +
         rules(light) +
         "@media(prefers-color-scheme:dark){.halo{stroke:#14171c}.ground{fill:#14171c}.ink{fill:#e6edf3}.edge{stroke:#"
         "8b949e}"
         ".grid{stroke:#2d333b}.mark{stroke:#e6edf3}" +
         rules(dark) + "}</style>\n";
}

double x_of(const Scale& across, double value) { return left + across.place(value) * (width - left - right); }

double y_of(const Scale& up, double value) { return height - bottom - up.place(value) * (height - top - bottom); }

std::string line(const char* style, double x1, double y1, double x2, double y2) {
  return fmt::format("<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", style, x1, y1,
                     x2, y2);
}

// Powers of ten as people write them: 10 with a raised exponent.
std::string tick_text(double value, const std::string& text, bool logarithmic) {
  const bool power = logarithmic && text.starts_with("1e");
  if (!power) return escape(text);
  return fmt::format("10<tspan dy=\"-6\" class=\"small\">{}</tspan>", std::lround(std::log10(value)));
}

std::string draw_axes(const Chart& chart, const Scale& across, const Scale& up) {
  std::string text;
  for (const auto& [value, label] : across.ticks(9)) {
    const double x = x_of(across, value);
    text += line("grid", x, top, x, height - bottom);
    text += fmt::format("<text class=\"ink\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n", x,
                        height - bottom + 22, tick_text(value, label, chart.x.logarithmic));
  }
  for (const auto& [value, label] : up.ticks(9)) {
    const double y = y_of(up, value);
    text += line("grid", left, y, width - right, y);
    text += fmt::format("<text class=\"ink\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n", left - 8,
                        y + 5, tick_text(value, label, chart.y.logarithmic));
  }
  text += line("edge", left, height - bottom, width - right, height - bottom) +
          line("edge", left, top, left, height - bottom);
  text += fmt::format("<text class=\"ink\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                      (left + width - right) / 2, height - 14, escape(chart.x.label));
  return text + fmt::format(
                    "<text class=\"ink\" transform=\"translate(20 {:.1f}) rotate(-90)\" "
                    "text-anchor=\"middle\">{}</text>\n",
                    (top + height - bottom) / 2, escape(chart.y.label));
}

// Round, square, diamond, triangle, cross: curves stay apart without color.
std::string draw_sign(double x, double y, std::size_t style) {
  static const std::array<const char*, most_styles> paths = {
      "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z", "m-2.7-2.7h5.4v5.4h-5.4z", "m0-4l4 4l-4 4l-4-4z", "m0-3.8l3.8 6.6h-7.6z",
      "m-4-1h3v-3h2v3h3v2h-3v3h-2v-3h-3z"};
  return fmt::format("<path class=\"sign{}\" d=\"M{:.1f} {:.1f}{}\"/>\n", style, x, y, paths[style]);
}

std::string draw_curve(const Curve& curve, const Scale& across, const Scale& up, std::size_t style) {
  std::string path, signs;
  bool joined = false;
  for (arma::uword i = 0; i < curve.x.n_elem; ++i) {
    const bool shown = across.shows(curve.x(i)) && up.shows(curve.y(i));
    if (shown) {
      const double x = x_of(across, curve.x(i)), y = y_of(up, curve.y(i));
      path += fmt::format("{}{:.1f} {:.1f}", joined ? "L" : "M", x, y);
      signs += draw_sign(x, y, style);
    }
    joined = shown;
  }
  return fmt::format("<path class=\"curve line{}\" d=\"{}\"/>\n{}", style, path, signs);
}

std::string draw_mark(const Mark& mark, const Scale& across, const Scale& up) {
  if (!across.shows(mark.x) || !up.shows(mark.y)) return "";
  const double x = x_of(across, mark.x), y = y_of(up, mark.y);
  const bool at_right = x > width - right - 120, at_bottom = y > height - bottom - 24;
  return fmt::format(
      "<circle class=\"mark\" cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"7\"/>\n<text class=\"ink halo\" x=\"{2:.1f}\" "
      "y=\"{3:.1f}\" text-anchor=\"{4}\">{5}</text>\n",
      x, y, x + (at_right ? -11 : 11), y + (at_bottom ? -10 : 18), at_right ? "end" : "start", escape(mark.name));
}

std::string draw_legend(const Chart& chart) {
  std::string text;
  double x = left;
  for (std::size_t i = 0; i < chart.curves.size(); ++i) {
    const std::string& name = chart.curves[i].name;
    if (name.empty()) continue;
    text += fmt::format("<path class=\"curve line{}\" d=\"M{:.1f} 59h24\"/>\n", i % most_styles, x) +
            draw_sign(x + 12, 59, i % most_styles) +
            fmt::format("<text class=\"ink\" x=\"{:.1f}\" y=\"64\">{}</text>\n", x + 30, escape(name));
    x += 54 + 8.0 * static_cast<double>(name.size());
  }
  return text;
}

}  // namespace

std::string draw_svg(const Chart& chart) {
  const auto [across, up] = scales_of(chart);
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-labelledby=\"title\">\n<title id=\"title\">{2}</title>\n",
      width, height, escape(chart.title));
  text += style_sheet();
  text += fmt::format("<rect class=\"ground\" width=\"{}\" height=\"{}\"/>\n", width, height);
  text += fmt::format("<text class=\"ink title\" x=\"{}\" y=\"34\">{}</text>\n", left, escape(chart.title));
  text += draw_axes(chart, across, up);
  for (std::size_t i = 0; i < chart.curves.size(); ++i) {
    text += draw_curve(chart.curves[i], across, up, i % most_styles);
  }
  for (const Mark& mark : chart.marks) text += draw_mark(mark, across, up);
  return text + draw_legend(chart) + "</svg>\n";
}

}  // namespace gradlab::terminal
