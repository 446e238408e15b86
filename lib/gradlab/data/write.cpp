#include "gradlab/data/write.hpp"

#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gradlab::data {

namespace {

std::string to_csv(const arma::mat& matrix) {
  fmt::memory_buffer text;
  for (arma::uword i = 0; i < matrix.n_rows; ++i) {
    for (arma::uword j = 0; j < matrix.n_cols; ++j) {
      fmt::format_to(std::back_inserter(text), "{}{:.17g}", j == 0 ? "" : ",", matrix(i, j));
    }
    text.push_back('\n');
  }
  return fmt::to_string(text);
}

}  // namespace

void write_text(const std::string& path, const std::string& text) {
  const std::error_code error = terminal::replace_file(path, text);
  if (!error) return;
  throw std::invalid_argument(fmt::format("{}: cannot be written: {}; try another folder", path, error.message()));
}

void write_csv(const std::string& path, const arma::mat& matrix, const std::string& comment) {
  write_text(path, (comment.empty() ? "" : "# " + comment + "\n") + to_csv(matrix));
}

}  // namespace gradlab::data
