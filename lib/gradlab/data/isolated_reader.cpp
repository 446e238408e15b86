#include "gradlab/data/isolated_reader.hpp"

#include "gradlab/process/memory.hpp"
#include "gradlab/process/open_only.hpp"
#include "gradlab/process/pipe.hpp"
#include "gradlab/process/spawn.hpp"
#include "terminal/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace gradlab::data {

namespace {

using Json = nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

constexpr int answer_end = 3;  // the child's descriptor

// No answer can be used; the message completes "reading it ...": "came to no end".
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::size_t most_numbers(const File& file) { return file.size() * most_numbers_in_a_byte; }

// ---- a file's bytes as a file in memory: the child's standard input ----

class MemoryFile {
 public:
  explicit MemoryFile(const File& file) : descriptor_(memfd_create("gradlab", MFD_CLOEXEC)) {
    const bool written = descriptor_ >= 0 && process::write_all(descriptor_, file.bytes);
    if (written && lseek(descriptor_, 0, SEEK_SET) == 0) return;
    const std::string why = std::strerror(errno);
    process::close_end(descriptor_);
    refuse(file, fmt::format("its {} bytes cannot be laid out in memory: {}; try a part of it", file.bytes.size(),
                             why));
  }
  ~MemoryFile() { process::close_end(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }  // at the first byte

 private:
  int descriptor_ = -1;
};

// All bytes behind the descriptor of a file in memory. Empties the file: nobody needs the bytes twice.
std::string take_bytes(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) throw std::runtime_error("no file in memory");
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t count = pread(descriptor, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::runtime_error("a file in memory cannot be read");
    at += static_cast<std::size_t>(count);
  }
  [[maybe_unused]] const int ignored = ftruncate(descriptor, 0);
  return bytes;
}

// ---- an answer: the size of its CBOR, the CBOR, and the numbers of each variable as they lie in memory ----

struct Answer {
  Json words;  ///< all but the numbers; or a "refusal", or a "failure"
  Contents contents;
};

Json to_json(const Contents& contents) {
  Json variables = Json::array();
  for (const Variable& variable : contents.variables) {
    variables.push_back({{"name", variable.name},
                         {"problem", variable.problem},
                         {"rows", variable.values.n_rows},
                         {"columns", variable.values.n_cols}});
  }
  return {{"variables", variables},
          {"description", contents.description},
          {"rows_are_certain", contents.rows_are_certain},
          {"rows", contents.rows},
          {"may_hold_targets", contents.may_hold_targets},
          {"columns", contents.columns}};
}

bool send(const Answer& answer) {
  const auto send_bytes = [](const void* bytes, std::size_t size) {
    return process::write_all(answer_end, {static_cast<const char*>(bytes), size});
  };
  const Bytes words = Json::to_cbor(answer.words);
  const std::uint64_t size = words.size();
  bool sent = send_bytes(&size, sizeof size) && send_bytes(words.data(), words.size());
  for (const Variable& variable : answer.contents.variables) {
    sent = sent && send_bytes(variable.values.memptr(), variable.values.n_elem * sizeof(double));
  }
  return sent;
}

// ---- the child ----

// A sanitizer's handler, for one, would turn a crash into an exit. A signal that is ignored stays ignored.
void forget_signal_handlers() {
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) signal(number, SIG_DFL);
  }
}

// Allows, besides the memory in use, 256 MB for the libraries and three copies of each number that the file may hold:
// as the file has it, as a double, and transposed.
void limit_memory(const File& file) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  const std::size_t enough = (std::size_t{256} << 20) + 3 * sizeof(double) * most_numbers(file);
  if (enough < process::memory_left()) process::limit_memory(enough);
}

// A data file can ask a library for other files and for plugins. The child can open the data file alone, and, where it
// must unpack it for a library, temporary files.
void keep_to(const File& file) {
  std::error_code ignored;
  std::vector<std::filesystem::path> folders;
  if (file.was_packed) folders.push_back(std::filesystem::temp_directory_path(ignored));
  process::open_only({file.path}, folders);
}

Answer attempt(Contents (*read)(const File& file), const File& file) {
  try {
    Contents contents = read(file);
    return {to_json(contents), std::move(contents)};
  } catch (const std::invalid_argument& error) {
    return {{{"refusal", error.what()}}, {}};
  } catch (const std::bad_alloc&) {
    return {{{"refusal", fmt::format("{}: expected numbers, but its {} bytes ask for more memory than there is; try a "
                                     "part of it",
                                     file.path, file.size())}},
            {}};
  } catch (const std::exception& error) {
    return {{{"failure", error.what()}}, {}};
  }
}

// ---- the parent ----

class Child {
 public:
  /// throws std::invalid_argument if the program cannot be started.
  Child(const std::string& program, const File& file) {
    const MemoryFile bytes(file);
    process::Pipe pipe = process::make_pipe();
    answers_ = pipe.read;
    fcntl(pipe.write, F_SETPIPE_SZ, 1 << 20);  // fewer changes between the two; where it is refused, all works the same
    int error = 0;
    try {
      id_ = process::spawn({.file = program,
                            .words = {"gradlab", isolated_reader_verb, file.path, file.was_packed ? "packed" : "plain",
                                      std::to_string(file.beyond), std::to_string(file.part.number),
                                      std::to_string(file.part.parts), std::to_string(getpid())},
                            // One thread starts sooner. Some file systems of several machines have no locks.
                            .environment = process::make_environment({{"OPENBLAS_NUM_THREADS", "1"},
                                                                      {"HDF5_USE_FILE_LOCKING", "FALSE"}}),
                            .descriptors = {bytes.descriptor(), -1, -1, pipe.write}});
    } catch (const std::system_error& failure) {
      error = failure.code().value();
    }
    process::close_end(pipe.write);
    if (error == 0) return;
    process::close_end(answers_);
    refuse(file, fmt::format("cannot be read: the reader '{}' cannot be started: {}", program, std::strerror(error)));
  }
  ~Child() {
    process::close_end(answers_);
    kill(id_, SIGKILL);
    process::wait_for(id_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int answers() const { return answers_; }

  /// The signal that ended the child, 0 if none did. The pipe closes a moment before the child is seen to have ended.
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
  int answers_ = -1;
};

// Waits in short turns, each of which counts at most for its length: a process that is stopped and continued later does
// not lose its patience meanwhile.
void wait_for_bytes(int fd, double patience) {
  using Seconds = std::chrono::duration<double>;
  constexpr double turn = 0.1;
  for (double waited = 0; waited < patience;) {
    const auto begin = std::chrono::steady_clock::now();
    pollfd waiting{fd, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(1000 * turn)) > 0) return;
    waited += std::min(turn, Seconds(std::chrono::steady_clock::now() - begin).count());
  }
  throw Broken(fmt::format("came to no end within {:g} s", patience));
}

// Receives an answer, and believes nothing of it: a library may have written anywhere in the child's memory.
class Receiver {
 public:
  Receiver(int fd, double patience, std::size_t most_numbers)
      : fd_(fd), patience_(patience), most_numbers_(most_numbers) {}

  Answer receive() {
    constexpr std::uint64_t most_words = 64 << 20;
    std::uint64_t size = 0;
    receive_bytes(&size, sizeof size);
    if (size > most_words) throw Broken("yielded more than such a file can hold");
    Bytes words(size);
    receive_bytes(words.data(), words.size());
    Answer answer{Json::from_cbor(words), {}};
    const bool read = !answer.words.contains("refusal") && !answer.words.contains("failure");
    if (read) answer.contents = receive_contents(answer.words);
    return answer;
  }

 private:
  Contents receive_contents(const Json& words) {
    Contents contents;
    contents.variables.reserve(words.at("variables").size());  // a vector that grows copies matrices
    for (const Json& variable : words.at("variables")) {
      contents.variables.push_back({variable.at("name"), receive_matrix(variable), variable.at("problem")});
    }
    contents.description = words.at("description");
    contents.rows_are_certain = words.at("rows_are_certain");
    contents.rows = terminal::whole<arma::uword>(words.at("rows"));
    contents.may_hold_targets = words.at("may_hold_targets");
    contents.columns = words.at("columns").get<std::vector<std::string>>();
    return contents;
  }

  arma::mat receive_matrix(const Json& variable) {
    const auto rows = terminal::whole<arma::uword>(variable.at("rows"));
    const auto columns = terminal::whole<arma::uword>(variable.at("columns"));
    if (std::max(rows, columns) > most_numbers_ || (rows > 0 && columns > most_numbers_ / rows)) {
      throw Broken(fmt::format("yielded {} x {} numbers, which no such file can hold", rows, columns));
    }
    arma::mat matrix(rows, columns);
    receive_bytes(matrix.memptr(), matrix.n_elem * sizeof(double));
    return matrix;
  }

  void receive_bytes(void* to, std::size_t left) {
    for (auto* at = static_cast<char*>(to); left > 0;) {
      wait_for_bytes(fd_, patience_);
      const ssize_t count = ::read(fd_, at, left);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) throw Broken("ended without a result");
      at += count;
      left -= static_cast<std::size_t>(count);
    }
  }

  int fd_;
  double patience_;
  std::size_t most_numbers_;
};

}  // namespace

Contents read_isolated(const std::string& program, const Format& format, File file, double patience) {
  constexpr double bytes_per_second = 1e7;
  patience += static_cast<double>(file.size()) / bytes_per_second;
  const std::size_t most = most_numbers(file);
  const Child child(program, file);
  std::string().swap(file.bytes);  // the child has them
  Answer answer;
  std::string trouble;
  try {
    answer = Receiver(child.answers(), patience, most).receive();
    if (answer.words.contains("failure")) trouble = fmt::format("failed with {}", answer.words.at("failure").dump());
  } catch (const Broken& broken) {
    trouble = broken.what();
  } catch (const Json::exception&) {
    trouble = "ended without a result";
  }
  if (trouble.empty()) {
    if (answer.words.contains("refusal")) throw std::invalid_argument(answer.words.value("refusal", ""));
    return std::move(answer.contents);
  }
  if (const int number = child.find_signal()) trouble = fmt::format("crashed ({})", strsignal(number));
  refuse(file, fmt::format("expected a sound file ({}), but reading it {}: it must be damaged; save it again, or as "
                           ".csv",
                           format.name, trouble));
}

void answer_as_reader(const std::vector<std::string>& words, Contents (*read)(const File& file)) {
  if (words.size() != 6 || fcntl(answer_end, F_GETFD) < 0) {
    throw std::invalid_argument(fmt::format("{} is for gradlab itself; try gradlab --help", isolated_reader_verb));
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (std::to_string(getppid()) != words[5]) _exit(1);  // the parent ended before the line above
  const Part part{std::stoul(words[3]), std::stoul(words[4])};
  const File file{words[0], take_bytes(STDIN_FILENO), words[1] == "packed", std::stoul(words[2]), part};
  forget_signal_handlers();
  limit_memory(file);
  keep_to(file);
  _exit(send(attempt(read, file)) ? 0 : 1);  // without the ends of libraries that a damaged file may have confused
}

}  // namespace gradlab::data
