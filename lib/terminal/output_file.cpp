#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace gradlab::terminal {

namespace fs = std::filesystem;

namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

// The rights of the file that is there, else as any new file has them; mkstemp() gives them to the owner alone.
bool give_rights(int descriptor, const fs::path& file) {
  struct stat there {};
  if (stat(file.c_str(), &there) == 0) return fchmod(descriptor, there.st_mode & 07777) == 0;
  const mode_t mask = umask(0);
  umask(mask);
  return fchmod(descriptor, 0666 & ~mask) == 0;
}

// A symbolic link stays; the file that it names is written.
fs::path follow_links(const fs::path& file) {
  std::error_code error;
  const fs::path target = fs::is_symlink(file, error) ? fs::weakly_canonical(file, error) : file;
  return error ? file : target;
}

// A full disk may show as late as when the file is closed.
bool write_and_close(int descriptor, std::string_view text, const fs::path& file) {
  std::FILE* stream = fdopen(descriptor, "wb");
  if (!stream) return close(descriptor), false;
  const bool written = std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0 &&
                       give_rights(descriptor, file) && fsync(descriptor) == 0;
  const int error = errno;
  const bool closed = std::fclose(stream) == 0;
  if (!written) errno = error;
  return written && closed;
}

// The text goes into a new file beside `file`, to which `place` then gives the name.
std::error_code write_beside(const fs::path& file, std::string_view text, int (*place)(const char*, const char*)) {
  std::string part = file.string() + ".XXXXXX";
  const int descriptor = mkstemp(part.data());
  if (descriptor < 0) return last_error();
  std::error_code error;
  if (!write_and_close(descriptor, text, file) || place(part.c_str(), file.c_str()) != 0) error = last_error();
  unlink(part.c_str());
  return error;
}

}  // namespace

std::error_code replace_file(const fs::path& file, std::string_view text) {
  return write_beside(follow_links(file), text, std::rename);
}

std::error_code create_file(const fs::path& file, std::string_view text) {
  return write_beside(file, text, link);
}

void require_writable(const std::string& option, const std::string& path, const std::string& extension) {
  if (path.empty()) return;
  const fs::path file(path);
  if (file.extension() != extension) {
    throw std::invalid_argument(
        fmt::format("{} should name a file that ends in {}, but names {}", option, extension, path));
  }
  const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
  std::error_code error;
  const bool is_folder = fs::is_directory(file, error);
  if (!is_folder && access(folder.c_str(), W_OK | X_OK) == 0) return;
  const std::string why = is_folder ? "it is a folder" : std::strerror(errno);
  throw std::invalid_argument(fmt::format("{}: {} cannot be written: {}; try another name", option, path, why));
}

}  // namespace gradlab::terminal
