// Writes matrices so that they come back bit by bit, and never half.
// See read.hpp for reading them.
#pragma once

#include <armadillo>

#include <string>

namespace gradlab::data {

/// Writes the text as it is. The file appears under its name when it is whole.
/// throws std::invalid_argument, naming the file and why, if it cannot be written (no such folder, full disk).
void write_text(const std::string& path, const std::string& text);

/// One row a line, comma between, 17 significant digits. Before them a line of comment, where there is any; readers pass
/// it over. Otherwise as write_text().
void write_csv(const std::string& path, const arma::mat& matrix, const std::string& comment = "");

}  // namespace gradlab::data
