#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
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

bool write_text(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

const char* const own_descriptors = "/proc/self/fd";

// A file without a name, of which nothing is left where this process is killed; negative where the system has none.
int open_nameless(const fs::path& file) {
  if (access(own_descriptors, X_OK) != 0) return -1;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  return open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
}

// Puts six characters that are free in place of the last six of `part`.
bool give_name(int descriptor, std::string& part) {
  const std::string self = fmt::format("{}/{}", own_descriptors, descriptor);
  for (unsigned attempt = 0; attempt < 100; ++attempt) {
    const unsigned number = (static_cast<unsigned>(getpid()) * 100 + attempt) & 0xFFFFFF;
    part.replace(part.size() - 6, 6, fmt::format("{:06x}", number));
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, part.c_str(), AT_SYMLINK_FOLLOW) == 0) return true;
    if (errno != EEXIST) return false;
  }
  return false;
}

// The text goes into a new file beside `file`, to which `place` then gives the name.
std::error_code write_beside(const fs::path& file, std::string_view text, int (*place)(const char*, const char*)) {
  std::string part = file.string() + ".XXXXXX";
  int descriptor = open_nameless(file);
  const bool is_nameless = descriptor >= 0;
  if (!is_nameless) descriptor = mkstemp(part.data());
  if (descriptor < 0) return last_error();
  // A full disk may show as late as in fsync().
  const bool is_written = write_text(descriptor, text) && give_rights(descriptor, file) && fsync(descriptor) == 0;
  const bool is_named = !is_nameless || (is_written && give_name(descriptor, part));
  std::error_code error;
  if (!is_written || !is_named || place(part.c_str(), file.c_str()) != 0) error = last_error();
  if (is_named) unlink(part.c_str());
  close(descriptor);
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
