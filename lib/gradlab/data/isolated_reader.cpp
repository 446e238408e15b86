#include "gradlab/data/isolated_reader.hpp"

#include "gradlab/data/memory_file.hpp"
#include "gradlab/data/outcome.hpp"
#include "gradlab/process/pipe.hpp"
#include "gradlab/process/spawn.hpp"

#include <fmt/format.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace gradlab::data {

namespace {

using Read = decltype(Format::read);

constexpr const char* setting = "GRADLAB_READ_APART";  // in the child's environment: its order
constexpr int bytes_end = 3, outcome_end = 4;          // the child's descriptors

std::size_t most_numbers(const File& file) { return file.bytes.size() * most_numbers_in_a_byte; }

// ---- what the child is told ----

struct Order {
  pid_t parent;
  Read read;
  bool was_packed;
  std::string path;
};

// A function goes by its distance from the program's entry. That is right because the child is the very file that runs
// here, even if another has its name by now, only elsewhere in memory; and no list of readers has to exist that early.
std::intptr_t find_entry() { return static_cast<std::intptr_t>(getauxval(AT_ENTRY)); }

std::string to_text(const Order& order) {
  return fmt::format("{} {} {:d} {}", order.parent, reinterpret_cast<std::intptr_t>(order.read) - find_entry(),
                     order.was_packed, order.path);
}

std::optional<Order> to_order(const char* text) {
  Order order{};
  long distance = 0;
  int was_packed = 0, length = 0;
  if (std::sscanf(text, "%d %ld %d%n", &order.parent, &distance, &was_packed, &length) != 3) return std::nullopt;
  if (text[length] != ' ') return std::nullopt;
  order.read = reinterpret_cast<Read>(find_entry() + distance);
  order.was_packed = was_packed != 0;
  order.path = text + length + 1;
  return order;
}

// ---- in the child ----

// A sanitizer's handler, say, would turn a crash into an exit. What is ignored stays ignored.
void forget_signal_handlers() {
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) signal(number, SIG_DFL);
  }
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

Outcome attempt(Read read, const File& file) {
  try {
    return {Outcome::Kind::contents, read(file), ""};
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

// It leaves by _exit: what the program's own objects do at their end is none of its business. An exception that escapes
// aborts.
[[noreturn]] void be_reader(const Order& order) noexcept {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != order.parent) _exit(1);
  const File file{order.path, take_bytes(bytes_end), order.was_packed};
  forget_signal_handlers();
  limit_memory(file);
  send_greeting(outcome_end);
  send(outcome_end, attempt(order.read, file));
  _exit(0);
}

// Before main(), and before any object of the program is made that would open a file or start a thread once more. So
// a reader finds none of them made either, but for the streams, which have a way to ask for that.
[[gnu::constructor(101)]] void become_reader_if_told() {
  const char* text = secure_getenv(setting);
  const std::optional<Order> order = text ? to_order(text) : std::nullopt;
  if (!order) return;
  const std::ios_base::Init streams;
  be_reader(*order);
}

// ---- in the parent ----

// The program or shared library that holds this function.
const void* find_image(std::intptr_t function) {
  Dl_info info{};
  return dladdr(reinterpret_cast<const void*>(function), &info) != 0 ? info.dli_fbase : nullptr;
}

// Whether this program, started again, comes by become_reader_if_told() and finds the reader: not if the library was
// loaded later by a program without it (as Python does), whose main() would run instead; not if the program has rights
// of its own, for then it believes no setting; and not in a child that became no reader, lest it have a child as well.
bool can_start_itself(Read read) {
  const void* program = find_image(find_entry());
  return program && find_image(reinterpret_cast<std::intptr_t>(read)) == program && getauxval(AT_SECURE) == 0 &&
         !std::getenv(setting);
}

class Child {
 public:
  /// If it cannot be started, nothing will come from it.
  Child(Read read, const File& file, const MemoryFile& bytes) {
    process::Pipe pipe = process::make_pipe();
    outcomes_ = pipe.read;
    fcntl(pipe.write, F_SETPIPE_SZ, 1 << 20);  // fewer changes between the two; where it is refused, all works the same
    start(read, file, bytes.descriptor(), pipe.write);
    process::close_end(pipe.write);
  }
  ~Child() {
    process::close_end(outcomes_);
    if (id_ < 0) return;
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
  // One thread is enough for reading; those of BLAS would only take time to start.
  void start(Read read, const File& file, int bytes, int to_parent) {
    const std::string order = to_text({getpid(), read, file.was_packed, file.path});
    try {
      id_ = process::spawn({.file = "/proc/self/exe",
                   .words = {"gradlab: reading " + file.path},
                   .environment = process::make_environment({{setting, order}, {"OPENBLAS_NUM_THREADS", "1"}}),
                   .descriptors = {-1, -1, -1, bytes, to_parent}});
    } catch (const std::system_error&) {
    }
  }

  pid_t id_ = -1;
  int outcomes_ = -1;
};

[[noreturn]] void refuse_broken(const Format& format, const File& file, const std::string& what) {
  refuse(file, fmt::format("expected a sound file ({}), but reading it {}: it must be damaged; save it again, or as "
                           ".csv",
                           format.name, what));
}

// Nothing if no child becomes a reader.
std::optional<Outcome> read_in_child(const Format& format, const File& file, double patience) {
  constexpr double bytes_per_second = 1e7;
  const MemoryFile bytes(file);
  const Child child(format.read, file, bytes);
  if (!receive_greeting(child.outcomes(), reader_patience)) return std::nullopt;
  try {
    return receive(child.outcomes(), patience + static_cast<double>(file.bytes.size()) / bytes_per_second,
                   most_numbers(file));
  } catch (const Broken& broken) {
    const int number = child.find_signal();
    refuse_broken(format, file, number ? fmt::format("crashed ({})", strsignal(number)) : broken.what());
  }
}

}  // namespace

Contents read_apart(const Format& format, const File& file, double patience) {
  std::optional<Outcome> outcome;
  if (can_start_itself(format.read)) outcome = read_in_child(format, file, patience);
  if (!outcome) outcome = attempt(format.read, file);
  switch (outcome->kind) {
    case Outcome::Kind::contents: return std::move(outcome->contents);
    case Outcome::Kind::refusal: throw std::invalid_argument(outcome->message);
    case Outcome::Kind::failure: break;
  }
  refuse_broken(format, file, fmt::format("failed with \"{}\"", outcome->message));
}

}  // namespace gradlab::data
