#include "gradlab/data/write.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
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

// False, with errno set, if any of it failed; a full disk may show as late as on closing.
bool write_whole(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
  const int error = errno;
  const bool closed = std::fclose(file) == 0;
  if (!written) errno = error;
  return written && closed;
}

}  // namespace

void write_text(const std::string& path, const std::string& text) {
  const std::string part = fmt::format("{}.{}.part", path, ::getpid());
  if (write_whole(part, text) && std::rename(part.c_str(), path.c_str()) == 0) return;
  const std::string why = std::strerror(errno);
  std::remove(part.c_str());
  throw std::invalid_argument(fmt::format("{}: cannot be written: {}; try another folder", path, why));
}

void write_csv(const std::string& path, const arma::mat& matrix) { write_text(path, to_csv(matrix)); }

}  // namespace gradlab::data
