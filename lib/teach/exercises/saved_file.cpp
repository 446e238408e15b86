#include "teach/exercises/saved_file.hpp"

#include <fmt/format.h>

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

namespace gradlab::teach {

namespace {

// An event only wakes the caller. signature() tells whether the file changed.
void discard_events(int inotify) {
  std::array<char, 4096> events;
  while (::read(inotify, events.data(), events.size()) > 0) {
  }
}

}  // namespace

// The folder is watched, not the file: editors put a new file in the place of the old one.
SavedFile::SavedFile(std::filesystem::path file) : file_(std::move(file)), last_(signature()) {
  inotify_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify_ >= 0) {
    inotify_add_watch(inotify_, file_.parent_path().c_str(), IN_CLOSE_WRITE | IN_MOVED_TO);
  }
}

SavedFile::~SavedFile() {
  if (inotify_ >= 0) close(inotify_);
}

bool SavedFile::has_changed() {
  if (inotify_ >= 0) discard_events(inotify_);
  const std::string now = signature();
  if (now.empty() || now == last_) return false;  // empty: an editor is between two files
  last_ = now;
  return true;
}

std::string SavedFile::signature() const {
  struct stat status {};
  if (stat(file_.c_str(), &status) != 0) return "";
  return fmt::format("{}.{} {} {}", status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size, status.st_ino);
}

}  // namespace gradlab::teach
