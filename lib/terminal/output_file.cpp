#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace gradlab::terminal {

void require_writable(const std::string& option, const std::string& path, const std::string& extension) {
  if (path.empty()) return;
  const std::filesystem::path file(path);
  if (file.extension() != extension) {
    throw std::invalid_argument(
        fmt::format("{} should name a file that ends in {}, but names {}", option, extension, path));
  }
  const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(file, error);
  if (!is_folder && access(folder.c_str(), W_OK | X_OK) == 0) return;
  const std::string why = is_folder ? "it is a folder" : std::strerror(errno);
  throw std::invalid_argument(fmt::format("{}: {} cannot be written: {}; try another name", option, path, why));
}

}  // namespace gradlab::terminal
