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

/// Blue below zero, red above it; without color, a larger size gets a denser character. `scale` is the size with the
/// strongest color, in all panels. An entry that is not finite is yellow, or '!'.
/// In a matrix of up to 10 columns an entry is two characters wide; without color the first is its minus, or blank.
/// In a larger matrix an entry is one character wide, and a line holds two rows.
std::string draw_heatmaps(const std::vector<Panel>& panels, double scale, bool color);

}  // namespace gradlab::terminal
