#include "teach/files.hpp"

#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace gradlab::teach {

namespace fs = std::filesystem;

namespace {

fs::path users_folder(const char* variable, const char* standard) {
  const char* chosen = std::getenv(variable);
  if (chosen && *chosen == '/') return fs::path(chosen) / "gradlab";  // the XDG rules ignore a relative one
  const char* home = std::getenv("HOME");
  if (home && *home == '/') return fs::path(home) / standard / "gradlab";
  throw std::invalid_argument(fmt::format("where to remember progress? Neither HOME nor {} is set", variable));
}

[[noreturn]] void refuse(const fs::path& file, const std::error_code& error) {
  throw std::invalid_argument(fmt::format("cannot write {}: {}", file.string(), error.message()));
}

void make_folder_of(const fs::path& file) {
  std::error_code ignored;  // writing the file tells
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), ignored);
}

// An open file, closed when it goes; a lock on it ends with it, also where the process is killed.
class Descriptor {
 public:
  explicit Descriptor(const fs::path& file) : number_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    if (number_ < 0) refuse(file, {errno, std::generic_category()});
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void lock() const {
    while (flock(number_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }

 private:
  int number_;
};

}  // namespace

fs::path state_folder() { return users_folder("XDG_STATE_HOME", ".local/state"); }

fs::path cache_folder() { return users_folder("XDG_CACHE_HOME", ".cache"); }

std::string read_text(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw std::invalid_argument(fmt::format("cannot read {}: it is no regular file", file.string()));
  }
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_text(const fs::path& file, const std::string& text) {
  make_folder_of(file);
  if (const std::error_code error = terminal::replace_file(file, text)) refuse(file, error);
}

void with_lock(const fs::path& file, const std::function<void()>& action) {
  make_folder_of(file);
  const Descriptor descriptor(file.string() + ".lock");
  descriptor.lock();
  action();
}

bool write_new(const fs::path& file, const std::string& text) {
  make_folder_of(file);
  const std::error_code error = terminal::create_file(file, text);
  if (error && error != std::errc::file_exists) refuse(file, error);
  return !error;
}

}  // namespace gradlab::teach
