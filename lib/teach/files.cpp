#include "teach/files.hpp"

#include "terminal/output_file.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
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

[[noreturn]] void refuse_to_read(const fs::path& file, const std::string& why) {
  throw std::invalid_argument(fmt::format("cannot read {}: {}", file.string(), why));
}

void make_folder_of(const fs::path& file) {
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  if (error) refuse(file, error);
}

// An earlier file that was kept stays.
fs::path find_free_name(const std::string& name) {
  constexpr int most = 100;
  fs::path free = name;
  for (int number = 2; number <= most && fs::exists(fs::symlink_status(free)); ++number) {
    free = fmt::format("{}.{}", name, number);
  }
  return free;
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
  if (status.type() == fs::file_type::not_found) return "";
  if (!fs::status_known(status)) refuse_to_read(file, error.message());
  if (!fs::is_regular_file(status)) refuse_to_read(file, "it is no regular file");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse_to_read(file, std::strerror(errno));
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void keep_unreadable(const fs::path& file) {
  const fs::path kept = find_free_name(file.string() + ".unreadable");
  std::error_code error;
  fs::rename(file, kept, error);
  fmt::print(stderr, "the record of your progress could not be read; it is kept as {}\n",
             terminal::printable(error ? file.string() : kept.string()));
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
