#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
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

// A symbolic link stays; the file that it names is written, also where that is not there yet.
fs::path follow_links(fs::path file, std::error_code& error) {
  constexpr int most = 40;  // as the system has it
  for (int links = 0; fs::is_symlink(fs::symlink_status(file, error)); ++links) {
    if (links == most) error = std::make_error_code(std::errc::too_many_symbolic_link_levels);
    if (error) return file;
    const fs::path target = fs::read_symlink(file, error);
    file = target.is_absolute() ? target : file.parent_path() / target;
  }
  error.clear();  // there may be no such file
  return file;
}

// A device or pipe would be replaced by a file.
bool is_special(const fs::path& file) {
  std::error_code ignored;
  const fs::file_status status = fs::status(file, ignored);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
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
constexpr std::string_view part_name = ".gradlab-part-";  // then six characters

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

// Without the system's locks all works the same, only that nothing is swept.
void lock(int descriptor) {
  while (flock(descriptor, LOCK_EX) != 0 && errno == EINTR) {
  }
}

bool is_at(int descriptor, const char* path) {
  struct stat here {}, there {};
  return fstat(descriptor, &here) == 0 && lstat(path, &there) == 0 && here.st_ino == there.st_ino &&
         here.st_dev == there.st_dev;
}

// A file that is to become `file`, in the same folder. It is locked as long as its writer lives. Mostly it has no name
// at first, so that nothing is left where the writer is killed.
class Part {
 public:
  explicit Part(const fs::path& file) {
    if (access(own_descriptors, X_OK) == 0) {
      descriptor_ = open(folder_of(file).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    }
    if (descriptor_ >= 0) lock(descriptor_);
    path_ = (folder_of(file) / part_name).string() + "XXXXXX";
    if (descriptor_ < 0) make_with_name();
  }
  ~Part() {
    if (has_name_) unlink(path_.c_str());
    if (descriptor_ >= 0) close(descriptor_);
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  int descriptor() const { return descriptor_; }  // negative: there is none, as errno says

  bool replace(const fs::path& file) {
    if (!has_name_ && !take_name()) return false;
    has_name_ = std::rename(path_.c_str(), file.c_str()) != 0;
    return !has_name_;
  }

  bool become_new(const fs::path& file) { return (has_name_ || take_name()) && link(path_.c_str(), file.c_str()) == 0; }

 private:
  // Another process may sweep it before it is locked.
  void make_with_name() {
    const std::string pattern = path_;
    do {
      if (descriptor_ >= 0) close(descriptor_);
      path_ = pattern;
      descriptor_ = mkostemp(path_.data(), O_CLOEXEC);
      if (descriptor_ >= 0) lock(descriptor_);
    } while (descriptor_ >= 0 && !is_at(descriptor_, path_.c_str()));
    has_name_ = descriptor_ >= 0;
  }

  bool take_name() {
    const std::string self = fmt::format("{}/{}", own_descriptors, descriptor_);
    for (unsigned attempt = 0; attempt < 100; ++attempt) {
      const unsigned number = (static_cast<unsigned>(getpid()) * 100 + attempt) & 0xFFFFFF;
      path_.replace(path_.size() - 6, 6, fmt::format("{:06x}", number));
      has_name_ = linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW) == 0;
      if (has_name_ || errno != EEXIST) return has_name_;
    }
    return false;
  }

  std::string path_;
  int descriptor_ = -1;
  bool has_name_ = false;
};

// Removes a part of this user's that nobody holds locked: its writer was killed.
void remove_if_abandoned(const fs::path& part) {
  const int descriptor = open(part.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return;
  struct stat status {};
  const bool is_own = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid();
  const bool is_free = is_own && flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  if (is_free && is_at(descriptor, part.c_str())) unlink(part.c_str());
  close(descriptor);
}

void sweep(const fs::path& folder) {
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    const bool is_part = name.starts_with(part_name) && name.size() == part_name.size() + 6;
    if (is_part) remove_if_abandoned(entry->path());
  }
}

// The text goes into a new file beside `file`, which then gets its name.
std::error_code write_beside(const fs::path& file, std::string_view text, bool (Part::*place)(const fs::path& file)) {
  sweep(folder_of(file));
  Part part(file);
  const int descriptor = part.descriptor();
  if (descriptor < 0) return last_error();
  // A full disk may show as late as in fsync().
  const bool is_done = write_text(descriptor, text) && give_rights(descriptor, file) && fsync(descriptor) == 0 &&
                       (part.*place)(file);
  return is_done ? std::error_code() : last_error();
}

}  // namespace

std::error_code replace_file(const fs::path& file, std::string_view text) {
  std::error_code error;
  const fs::path target = follow_links(file, error);
  if (!error && is_special(target)) error = std::make_error_code(std::errc::operation_not_supported);
  return error ? error : write_beside(target, text, &Part::replace);
}

std::error_code create_file(const fs::path& file, std::string_view text) {
  return write_beside(file, text, &Part::become_new);
}

void require_writable(const std::string& option, const std::string& path, const std::string& extension) {
  if (path.empty()) return;
  const fs::path file(path);
  if (file.extension() != extension) {
    throw std::invalid_argument(
        fmt::format("{} should name a file that ends in {}, but names {}", option, extension, path));
  }
  std::error_code error;
  const bool is_folder = fs::is_directory(file, error);
  const fs::path target = follow_links(file, error);
  const bool is_place = !error && !is_folder && !is_special(target);
  if (is_place && access(folder_of(target).c_str(), W_OK | X_OK) == 0) return;
  const std::string why = is_folder            ? "it is a folder"
                          : error              ? error.message()
                          : is_special(target) ? "it is a device or pipe"
                                               : std::strerror(errno);
  throw std::invalid_argument(fmt::format("{}: {} cannot be written: {}; try another name", option, path, why));
}

}  // namespace gradlab::terminal
