#include "program/exercise/keys.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace gradlab::program::exercise {

namespace {

volatile sig_atomic_t told_to_end = 0;

void note_signal(int) { told_to_end = 1; }

// Without SA_RESTART: the wait must come back.
void listen_to_signals() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

// The key that is waiting; nothing where there is none.
std::optional<char> read_key() {
  char key = 0;
  const ssize_t count = ::read(STDIN_FILENO, &key, 1);
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return std::nullopt;
  constexpr char control_c = 3, control_d = 4;
  return count <= 0 || key == control_c || key == control_d ? 'q' : key;
}

char wait(SavedFile* file) {
  constexpr int look_again = 500;  // milliseconds
  for (;;) {
    if (told_to_end) return 'q';
    std::array<pollfd, 2> ends = {pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{file ? file->descriptor() : -1, POLLIN, 0}};
    const int ready = poll(ends.data(), ends.size(), look_again);
    if (ready > 0 && ends[1].revents) file->drain();
    if (file && file->has_changed()) return 0;
    if (ready > 0 && ends[0].revents) {
      if (const auto key = read_key()) return *key;
    }
  }
}

}  // namespace

Keys::Keys() {
  listen_to_signals();
  is_terminal_ = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &before_) == 0;
  if (!is_terminal_) return;
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

Keys::~Keys() {
  if (is_terminal_) tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
}

// The folder is watched, for editors put a new file in the place of the old one.
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
  const std::string now = signature();
  if (now.empty() || now == last_) return false;  // an editor may be between two files
  last_ = now;
  return true;
}

void SavedFile::drain() {
  std::array<char, 4096> events;
  while (::read(inotify_, events.data(), events.size()) > 0) {
  }
}

std::string SavedFile::signature() const {
  struct stat status {};
  if (stat(file_.c_str(), &status) != 0) return "";
  return fmt::format("{}.{} {} {}", status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size, status.st_ino);
}

char wait_for_key(SavedFile& file) { return wait(&file); }

char wait_for_key() { return wait(nullptr); }

}  // namespace gradlab::program::exercise
