// A row of small pictures of matrices side by side, for the terminal: colors where it has them, else characters.
#pragma once

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::terminal {

struct Panel {
  std::string title;
  arma::mat values;
};

/// All panels share one scale, symmetric around zero: blue below, red above; without color, the denser the character
/// the larger the size. Matrices of up to 10 columns are drawn two characters wide (without color the first is a
/// minus or nothing), larger ones one character wide with two rows to a line. `scale` is the size that gets the
/// strongest color; what is not finite is yellow, or '!'.
std::string draw_heatmaps(const std::vector<Panel>& panels, double scale, bool color);

}  // namespace gradlab::terminal
