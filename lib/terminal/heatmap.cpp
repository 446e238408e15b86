#include "terminal/heatmap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::terminal {

namespace {

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

std::string character_of(double share) {
  if (!std::isfinite(share)) return "!";
  static const std::string ramp = " .:oO@";  // none that could be read as a sign
  const double size = std::clamp(std::abs(share), 0.0, 1.0);
  return std::string(1, ramp[static_cast<std::size_t>(size * 5 + 0.9)]);  // a blank below a fiftieth
}

std::string sign_of(double share) { return share < 0 && character_of(share) != " " ? "-" : " "; }

bool is_narrow(const arma::mat& values) { return values.n_cols <= 10; }

arma::uword width_of(const arma::mat& values) { return is_narrow(values) ? 2 * values.n_cols : values.n_cols; }

arma::uword lines_of(const arma::mat& values) { return is_narrow(values) ? values.n_rows : (values.n_rows + 1) / 2; }

std::string narrow_line(const arma::mat& values, arma::uword line, double scale, bool color) {
  std::string text;
  for (arma::uword c = 0; c < values.n_cols; ++c) {
    const double share = values(line, c) / scale;
    const Rgb rgb = color_of(share);
    text += color ? fmt::format("\033[48;2;{};{};{}m  ", rgb.red, rgb.green, rgb.blue)
                  : sign_of(share) + character_of(share);
  }
  return color ? text + "\033[0m" : text;
}

// Two rows of the matrix in one line: the upper as the foreground of a half block, the lower as its background.
std::string wide_line(const arma::mat& values, arma::uword line, double scale, bool color) {
  std::string text;
  const arma::uword upper = 2 * line;
  const arma::uword lower = std::min(upper + 1, values.n_rows - 1);
  for (arma::uword c = 0; c < values.n_cols; ++c) {
    const Rgb top = color_of(values(upper, c) / scale);
    const Rgb bottom = color_of(values(lower, c) / scale);
    text += color ? fmt::format("\033[38;2;{};{};{};48;2;{};{};{}m\u2580", top.red, top.green, top.blue, bottom.red,
                                bottom.green, bottom.blue)
                  : character_of((std::abs(values(upper, c)) + std::abs(values(lower, c))) / 2 / scale);
  }
  return color ? text + "\033[0m" : text;
}

}  // namespace

std::string draw_heatmaps(const std::vector<Panel>& panels, double scale, bool color) {
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
        text += is_narrow(panel.values) ? narrow_line(panel.values, line, scale, color)
                                        : wide_line(panel.values, line, scale, color);
      }
      if (panel.title.size() > drawn) text += std::string(panel.title.size() - drawn, ' ');
      else if (!in_picture) text += std::string(width_of(panel.values), ' ');
    }
    text += "\n";
  }
  return text;
}

}  // namespace gradlab::terminal
