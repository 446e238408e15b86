// A matrix with its numbers as lines for the terminal, in whatever room there is: a table where it fits, else a heatmap
// with its range. What the numbers mean is for others to say.
#pragma once

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::terminal {

struct Room {
  arma::uword columns = 80;
  arma::uword lines = 24;
  bool color = false;
};

/// With so many digits at most; "NaN", "Inf", "-Inf" and never "-0".
std::string number_text(double value, int digits);

/// The text of a number in the colors of all tables: red above zero, blue below, faint at it.
std::string paint_number(const std::string& text, double value, bool color);

/// Rows and columns are counted from 0 at the edges. `changed`: 1 where an entry is to be marked, or empty; where all
/// are, none is. A matrix of one row is a vector and may go on over several lines.
std::vector<std::string> draw_matrix(const arma::mat& values, const arma::umat& changed, const Room& room);

/// As many rows and columns from (row, column) on as there is room for, always as numbers.
std::vector<std::string> draw_part(const arma::mat& values, arma::uword row, arma::uword column, const Room& room);

/// Each entry the largest (in size) of a block of the matrix, so that it has no more rows and columns than asked for;
/// NaN where a block has an entry that is not finite.
arma::mat shrink(const arma::mat& values, arma::uword rows, arma::uword columns);

/// "from -0.19 to 0.3", and, if any, how many entries are not finite.
std::string describe_range(const arma::mat& values);

}  // namespace gradlab::terminal
