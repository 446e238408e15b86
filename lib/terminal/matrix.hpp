// A matrix as lines for the terminal: a table of its numbers where the canvas has room, else a heatmap with the range.
#pragma once

#include "terminal/canvas.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::terminal {

/// The number with at most so many digits; "NaN", "Inf", "-Inf" and never "-0".
std::string number_text(double value, int digits);

/// The text of a number in the colors of all tables: red above zero, blue below, faint at it.
std::string paint_number(const std::string& text, double value, bool color);

/// Rows and columns are counted from 0 at the edges. `changed` is empty, or 1 where an entry is to be marked; if all
/// entries changed, none is marked. A matrix of one row is a vector and may take several lines.
std::vector<std::string> draw_matrix(const arma::mat& values, const arma::umat& changed, const Canvas& room);

/// The numbers from (row, column) on, as many rows and columns as the canvas has room for.
std::vector<std::string> draw_part(const arma::mat& values, arma::uword row, arma::uword column, const Canvas& room);

/// A matrix of at most so many rows and columns. Each entry is the largest in size of a block of `values`; it is NaN
/// where the block has an entry that is not finite.
arma::mat shrink(const arma::mat& values, arma::uword rows, arma::uword columns);

/// "from -0.19 to 0.3"; then the number of entries that are not finite, if there are any.
std::string describe_range(const arma::mat& values);

}  // namespace gradlab::terminal
