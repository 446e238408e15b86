#include "gradlab/data/apart.hpp"

#include "gradlab/data/outcome.hpp"
#include "gradlab/pipe.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <future>
#include <new>
#include <stdexcept>
#include <utility>

namespace gradlab::data {

namespace {

std::size_t most_numbers(const File& file) { return file.bytes.size() * most_numbers_in_a_byte; }

// ---- in the child ----

// A handler of the parent's would say and clean up in the parent's name; what is ignored stays ignored.
void forget_signal_handlers() {
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) signal(number, SIG_DFL);
  }
}

void keep_silent() {
  const int nowhere = ::open("/dev/null", O_WRONLY);
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, fd);
}

std::size_t count_memory() {
  std::ifstream statm("/proc/self/statm");
  std::size_t size = 0, resident = 0, shared = 0, text = 0, library = 0, data = 0;
  statm >> size >> resident >> shared >> text >> library >> data;
  return statm ? data * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) : 0;
}

// Besides what is in use: each number that the file may hold three times (as the file has it, as a double, transposed),
// and 256 MB for the libraries.
void limit_memory(const File& file) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  const std::size_t in_use = count_memory();
  rlimit memory{};
  if (in_use == 0 || getrlimit(RLIMIT_DATA, &memory) != 0) return;
  memory.rlim_cur = std::min<rlim_t>(memory.rlim_max, in_use + (std::size_t{256} << 20) +
                                                          3 * sizeof(double) * most_numbers(file));
  setrlimit(RLIMIT_DATA, &memory);
}

Outcome attempt(const Format& format, const File& file) {
  try {
    return {Outcome::Kind::contents, format.read(file), ""};
  } catch (const std::invalid_argument& error) {
    return {Outcome::Kind::refusal, {}, error.what()};
  } catch (const std::bad_alloc&) {
    return {Outcome::Kind::refusal, {},
            fmt::format("{}: expected numbers, but its {} bytes ask for more memory than there is; try a part of it",
                        file.path, file.bytes.size())};
  } catch (const std::exception& error) {
    return {Outcome::Kind::failure, {}, error.what()};
  }
}

// Of other threads (BLAS's, say) there is none here, so a reader may not wait for one. It leaves by _exit: what the
// parent has to do at its end, and what it has not yet printed, is the parent's. An exception that escapes aborts.
[[noreturn]] void be_child(const Format& format, const File& file, pid_t parent, int to_parent) noexcept {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  forget_signal_handlers();
  keep_silent();
  limit_memory(file);
  send(to_parent, attempt(format, file));
  _exit(0);
}

// ---- in the parent ----

// fork() would call OpenBLAS's handler, which takes its threads away even from a product that another thread of this
// process is in the middle of, and that one then waits for ever. But fork() would also see to it that no other thread
// is inside malloc() meanwhile, which leaves malloc() locked in the child for ever: hence read_apart()'s own thread,
// whose part of the heap no other uses.
pid_t fork_without_handlers() { return _Fork(); }

class Child {
 public:
  Child(const Format& format, const File& file) {
    Pipe pipe = make_pipe();
    fcntl(pipe.write, F_SETPIPE_SZ, 1 << 20);  // fewer changes between the two; where it is refused, all works the same
    const pid_t parent = getpid();
    id_ = fork_without_handlers();
    const int error = errno;
    if (id_ == 0) be_child(format, file, parent, pipe.write);
    close_end(pipe.write);
    outcomes_ = pipe.read;
    if (id_ > 0) return;
    close_end(outcomes_);
    refuse(file, fmt::format("cannot be read in a process of its own: {}; try again later", std::strerror(error)));
  }
  ~Child() {
    close_end(outcomes_);
    kill(id_, SIGKILL);
    while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int outcomes() const { return outcomes_; }

  /// The signal that ended it, 0 if none did. Its pipe closes a moment before it is seen to have ended.
  int find_signal() const {
    siginfo_t info{};
    for (int turn = 0; turn < 250 && info.si_pid == 0; ++turn) {
      if (turn > 0) usleep(2000);
      waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT);
    }
    const bool killed = info.si_pid == id_ && info.si_code != CLD_EXITED;
    return killed ? info.si_status : 0;
  }

 private:
  pid_t id_ = -1;
  int outcomes_ = -1;
};

[[noreturn]] void refuse_broken(const Format& format, const File& file, const std::string& what) {
  refuse(file, fmt::format("expected a sound file ({}), but reading it {}: it must be damaged; save it again, or as "
                           ".csv",
                           format.name, what));
}

Contents read_in_child(const Format& format, const File& file, double patience) {
  constexpr double bytes_per_second = 1e7;
  const Child child(format, file);
  Outcome outcome;
  try {
    outcome = receive(child.outcomes(), patience + static_cast<double>(file.bytes.size()) / bytes_per_second,
                      most_numbers(file));
  } catch (const Broken& broken) {
    const int number = child.find_signal();
    refuse_broken(format, file, number ? fmt::format("crashed ({})", strsignal(number)) : broken.what());
  }
  switch (outcome.kind) {
    case Outcome::Kind::contents: return std::move(outcome.contents);
    case Outcome::Kind::refusal: throw std::invalid_argument(outcome.message);
    case Outcome::Kind::failure: break;
  }
  refuse_broken(format, file, fmt::format("failed with \"{}\"", outcome.message));
}

}  // namespace

Contents read_apart(const Format& format, const File& file, double patience) {
  return std::async(std::launch::async, [&] { return read_in_child(format, file, patience); }).get();
}

}  // namespace gradlab::data
