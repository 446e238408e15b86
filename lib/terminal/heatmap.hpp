// Small pictures of matrices side by side for the terminal: in color, or of characters.
#pragma once

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::terminal {

struct Panel {
  std::string title;
  arma::mat values;
};

/// Blue below zero, red above it. Without many colors characters: . : o O @ above zero, - = x X # below, the denser the
/// larger. `scale` is the size with the strongest color, in all panels. An entry that is not finite is yellow, or '!'.
/// In a matrix of up to 10 columns an entry is two characters wide. In a larger one an entry is one character wide, and
/// a line holds two rows.
std::string draw_heatmaps(const std::vector<Panel>& panels, double scale, bool color);

/// What stands for what in pictures without color.
inline constexpr const char* heatmap_signs = ". : o O @ above zero, - = x X # below it, from small to large";

}  // namespace gradlab::terminal
