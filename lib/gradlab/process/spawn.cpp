#include "gradlab/process/spawn.hpp"

#include "gradlab/process/adoption.hpp"
#include "gradlab/process/pipe.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <system_error>

extern char** environ;

namespace gradlab::process {

namespace {

void require_success(int error) {
  if (error != 0) throw std::system_error(error, std::generic_category(), "cannot start a process");
}

// The steps that the child takes before it becomes the program.
class Actions {
 public:
  Actions() { require_success(posix_spawn_file_actions_init(&actions_)); }
  ~Actions() {
    posix_spawn_file_actions_destroy(&actions_);
    for (int& copy : copies_) close_end(copy);
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;

  // Copies each descriptor above all new numbers first: descriptor 3 may have to become 4 while 4 becomes 3.
  void hand_over(const std::vector<int>& descriptors) {
    const int count = static_cast<int>(descriptors.size());
    for (int to = 0; to < count; ++to) {
      const int from = descriptors[static_cast<std::size_t>(to)];
      if (from < 0) {
        require_success(posix_spawn_file_actions_addopen(&actions_, to, "/dev/null", O_RDWR, 0));
        continue;
      }
      copies_.push_back(fcntl(from, F_DUPFD_CLOEXEC, count));
      if (copies_.back() < 0) require_success(errno);
      require_success(posix_spawn_file_actions_adddup2(&actions_, copies_.back(), to));
    }
    require_success(posix_spawn_file_actions_addclosefrom_np(&actions_, count));
  }
  void go_to(const std::string& folder) {
    if (folder.empty()) return;
    require_success(posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str()));
  }

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
  std::vector<int> copies_;
};

class Attributes {
 public:
  explicit Attributes(Program::Group group) {
    require_success(posix_spawnattr_init(&attributes_));
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
    int flags = POSIX_SPAWN_SETSIGMASK;
    if (group == Program::Group::own) flags |= POSIX_SPAWN_SETPGROUP;
    if (group == Program::Group::own_session) flags |= POSIX_SPAWN_SETSID;
    posix_spawnattr_setflags(&attributes_, static_cast<short>(flags));
  }
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

// The children that spawn() started and that still run or wait to be reaped. The lock keeps a new one from being taken
// for an adopted one.
struct Started {
  std::mutex lock;
  std::set<pid_t> children;
  bool adopts = false;
};

Started& started() {
  static Started& all = *new Started;  // never destroyed: children may end after everything else
  return all;
}

// The number behind the name, which is in brackets and may hold anything, and behind the state.
pid_t parent_of(const std::filesystem::path& process) {
  std::ifstream stream(process / "stat");
  std::string text;
  std::getline(stream, text, '\0');
  const std::size_t behind_name = text.rfind(')');
  if (behind_name == text.npos || text.size() < behind_name + 4) return -1;
  return static_cast<pid_t>(std::strtol(text.c_str() + behind_name + 4, nullptr, 10));
}

std::vector<pid_t> find_adopted(const std::set<pid_t>& own) {
  std::vector<pid_t> found;
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry("/proc", ignored), end; entry != end; entry.increment(ignored)) {
    const pid_t number = static_cast<pid_t>(std::strtol(entry->path().filename().c_str(), nullptr, 10));
    if (number > 0 && !own.contains(number) && parent_of(entry->path()) == getpid()) found.push_back(number);
  }
  return found;
}

std::vector<char*> to_pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

std::vector<std::string> make_environment(const std::vector<std::pair<std::string, std::string>>& set,
                                          const std::vector<std::string>& unset) {
  std::vector<std::string> out = unset;
  for (const auto& [name, value] : set) out.push_back(name);
  std::vector<std::string> settings;
  for (char** setting = environ; *setting; ++setting) {
    const std::string text = *setting;
    if (std::find(out.begin(), out.end(), text.substr(0, text.find('='))) == out.end()) settings.push_back(text);
  }
  for (const auto& [name, value] : set) settings.push_back(name + "=" + value);
  return settings;
}

pid_t spawn(Program program) {
  Actions actions;
  actions.hand_over(program.descriptors);
  actions.go_to(program.folder);
  const Attributes attributes(program.group);
  const auto start = [&](pid_t& child) {
    return posix_spawnp(&child, program.file.c_str(), actions.get(), attributes.get(),
                        to_pointers(program.words).data(), to_pointers(program.environment).data());
  };
  pid_t child = -1;
  const std::lock_guard guard(started().lock);
  int error = start(child);
  if (error == ENOEXEC) {  // a script without a "#!" line
    program.words.insert(program.words.begin() + 1, std::exchange(program.file, "/bin/sh"));
    error = start(child);
  }
  require_success(error);
  started().children.insert(child);
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const std::lock_guard guard(started().lock);
  started().children.erase(child);
  return status;
}

void adopt_orphans() { started().adopts = prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0; }

void end_adopted() {
  if (!started().adopts) return;
  const std::lock_guard guard(started().lock);
  constexpr int most_rounds = 100;  // each ends a generation
  for (int round = 0; round < most_rounds; ++round) {
    const std::vector<pid_t> adopted = find_adopted(started().children);
    if (adopted.empty()) return;
    for (const pid_t process : adopted) {
      kill(process, SIGKILL);
      while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
  }
}

}  // namespace gradlab::process
