#include "terminal/heatmap.hpp"

#include "terminal/canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::terminal {

namespace {

// How values are shown: as shades where the terminal has many colors, else as characters.
struct Shades {
  bool color;
  ColorDepth depth = color_depth();
  bool many = color && depth != ColorDepth::of_16;
};

struct Rgb {
  int red, green, blue;
};

// White at zero, red for positive and blue for negative values, yellow for one that is not finite.
Rgb color_of(double share) {
  if (!std::isfinite(share)) return {255, 215, 0};
  const double size = std::clamp(std::abs(share), 0.0, 1.0);
  const auto fade = [size](int strongest) { return static_cast<int>(std::lround(245 + size * (strongest - 245))); };
  return share >= 0 ? Rgb{fade(178), fade(24), fade(43)} : Rgb{fade(33), fade(102), fade(172)};
}

// The nearest of the 216 colors of the cube that terminals of 256 colors have: levels 0, 95, 135, ..., 255.
int of_256(const Rgb& color) {
  const auto level = [](int value) { return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40; };
  return 16 + 36 * level(color.red) + 6 * level(color.green) + level(color.blue);
}

// `ground`: 38 for a foreground, 48 for a background.
std::string code_of(int ground, double share, ColorDepth depth) {
  const Rgb rgb = color_of(share);
  if (depth == ColorDepth::of_256) return fmt::format("\033[{};5;{}m", ground, of_256(rgb));
  return fmt::format("\033[{};2;{};{};{}m", ground, rgb.red, rgb.green, rgb.blue);
}

// Of its own for each sign, the denser the larger; a blank below a fiftieth.
std::string character_of(double share) {
  if (!std::isfinite(share)) return "!";
  static const std::string above = " .:oO@", below = " -=xX#";
  const double size = std::clamp(std::abs(share), 0.0, 1.0);
  return std::string(1, (share < 0 ? below : above)[static_cast<std::size_t>(size * 5 + 0.9)]);
}

// The character; blue or red where there are colors, but too few for shades.
std::string sign_of(double share, bool color) {
  const fmt::terminal_color shade = share < 0 ? fmt::terminal_color::blue : fmt::terminal_color::red;
  return paint(character_of(share), fmt::fg(shade), color);
}

bool is_narrow(const arma::mat& values) { return values.n_cols <= 10; }

arma::uword width_of(const arma::mat& values) { return is_narrow(values) ? 2 * values.n_cols : values.n_cols; }

arma::uword lines_of(const arma::mat& values) { return is_narrow(values) ? values.n_rows : (values.n_rows + 1) / 2; }

std::string narrow_line(const arma::mat& values, arma::uword line, double scale, const Shades& shades) {
  std::string text;
  for (arma::uword c = 0; c < values.n_cols; ++c) {
    const double share = values(line, c) / scale;
    text += shades.many ? code_of(48, share, shades.depth) + "  " : " " + sign_of(share, shades.color);
  }
  return shades.many ? text + "\033[0m" : text;
}

// Two rows of the matrix in one line: the upper as the foreground of a half block, the lower as its background. As
// characters, the larger of the two.
std::string wide_line(const arma::mat& values, arma::uword line, double scale, const Shades& shades) {
  std::string text;
  const arma::uword upper = 2 * line;
  const arma::uword lower = std::min(upper + 1, values.n_rows - 1);
  for (arma::uword c = 0; c < values.n_cols; ++c) {
    const double top = values(upper, c) / scale, bottom = values(lower, c) / scale;
    const bool shows_bottom = !std::isfinite(bottom) || std::abs(bottom) > std::abs(top);
    text += shades.many ? code_of(38, top, shades.depth) + code_of(48, bottom, shades.depth) + "\u2580"
                        : sign_of(shows_bottom ? bottom : top, shades.color);
  }
  return shades.many ? text + "\033[0m" : text;
}

}  // namespace

std::string draw_heatmaps(const std::vector<Panel>& panels, double scale, bool color) {
  const Shades shades{color};
  arma::uword lines = 0;
  std::string text;
  for (const Panel& panel : panels) {
    lines = std::max(lines, lines_of(panel.values));
    text += fmt::format("  {:<{}}", panel.title, width_of(panel.values));
  }
  text += "\n";
  for (arma::uword line = 0; line < lines; ++line) {
    for (const Panel& panel : panels) {
      const bool in_picture = line < lines_of(panel.values);
      const arma::uword drawn = in_picture ? width_of(panel.values) : 0;
      text += "  ";
      if (in_picture) {
        text += is_narrow(panel.values) ? narrow_line(panel.values, line, scale, shades)
                                        : wide_line(panel.values, line, scale, shades);
      }
      if (panel.title.size() > drawn) text += std::string(panel.title.size() - drawn, ' ');
      else if (!in_picture) text += std::string(width_of(panel.values), ' ');
    }
    text += "\n";
  }
  return text;
}

}  // namespace gradlab::terminal
