#include "gradlab/process/child.hpp"

#include "gradlab/process/adoption.hpp"
#include "gradlab/process/pipe.hpp"
#include "gradlab/process/spawn.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <future>
#include <system_error>
#include <thread>

namespace gradlab::process {

using terminal::printable;

namespace {

using Clock = std::chrono::steady_clock;

std::atomic<int> children = 0;  // that are there at once

constexpr std::size_t lines_kept = 100;
constexpr std::size_t bytes_kept = 500;  // of a line
constexpr double waits_for_idle = 6;     // timeouts

void never_wait(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

// Turns SIGPIPE, which would end this process, into an error: the child may be gone.
ssize_t write_without_signal(int fd, std::string_view text) {
  sigset_t broken_pipe;
  sigset_t before;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, &before);
  const ssize_t written = ::write(fd, text.data(), text.size());
  const int error = errno;
  if (written < 0 && error == EPIPE) {
    const timespec at_once{};
    sigtimedwait(&broken_pipe, nullptr, &at_once);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return written;
}

// A thread that gives up rights passes this on to its children, and cannot take it back: use a thread for this alone.
pid_t spawn_without_rights(const Program& program) {
  return std::async(std::launch::async, [&] {
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
           return spawn(program);
         }).get();
}

void forbid_core(pid_t child) {
  const rlimit no_core{0, 0};
  prlimit(child, RLIMIT_CORE, &no_core, nullptr);
}

std::string describe_status(const siginfo_t& info) {
  if (info.si_code == CLD_EXITED) return fmt::format("ended with status {}", info.si_status);
  return fmt::format("was killed by signal {} ({})", info.si_status, strsignal(info.si_status));
}

}  // namespace

void Output::append(std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      end_line();
    } else if (current_.size() <= bytes_kept) {
      current_ += c;
    }
  }
}

void Output::end_line() {
  const std::string line = printable(current_, bytes_kept);
  current_.clear();
  ++lines_;
  if (first_.size() < lines_kept) first_.push_back(line);
  if (line.find_first_not_of(' ') != std::string::npos) last_ = line;
}

Child::Child(const Command& command) : line_end_(command.line_end) {
  ++children;
  try {
    for (const auto& [name, text] : command.files) folder_.write(name, text);
    start(command);
    folder_.watch(child_);
  } catch (...) {
    end();
    throw;
  }
}

Child::~Child() { end(); }

void Child::end() {
  if (child_ > 0) kill(-child_, SIGKILL);
  folder_.clear();
  if (child_ > 0) wait_for(child_);
  if (--children == 0) end_adopted();
  for (int* fd : {&to_child_, &from_child_, &errors_}) close_end(*fd);
}

void Child::start(const Command& command) {
  Pipe in = make_pipe();
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  to_child_ = in.write;
  from_child_ = out.read;
  errors_ = err.read;
  for (const int fd : {to_child_, from_child_, errors_}) never_wait(fd);
  std::vector<std::pair<std::string, std::string>> environment = command.environment;
  environment.push_back(folder_.mark());
  int error = 0;
  try {
    child_ = spawn_without_rights({.file = command.words[0],
                                   .words = command.words,
                                   .environment = make_environment(environment, command.unset),
                                   .descriptors = {in.read, out.write, err.write},
                                   .folder = folder_.path(),
                                   .group = Program::Group::own});
    forbid_core(child_);
  } catch (const std::system_error& failure) {
    error = failure.code().value();
  }
  for (int* fd : {&in.read, &out.write, &err.write}) close_end(*fd);
  if (error == 0) return;
  throw std::invalid_argument(fmt::format("cannot start '{}': {}", command.words[0], std::strerror(error)));
}

bool Child::take(int& fd, std::string& into) {
  std::array<char, 65536> piece;
  const ssize_t count = ::read(fd, piece.data(), piece.size());
  if (count > 0) into.append(piece.data(), static_cast<std::size_t>(count));
  if (count == 0) close_end(fd);
  return count != 0;
}

void Child::take_errors() {
  std::string text;
  take(errors_, text);
  output_.append(text);
}

// Says why the child's output ended, after reading the rest of its standard error.
// Does not reap the child: until end() reaps it, no other process can have its number, which end() kills.
std::string Child::describe_end() {
  siginfo_t info{};
  const Clock::time_point patience = Clock::now() + std::chrono::milliseconds(500);
  while (info.si_pid == 0 && Clock::now() < patience) {
    waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT);
    if (info.si_pid == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  // A process that it left behind may write for ever.
  const Clock::time_point enough = Clock::now() + std::chrono::milliseconds(500);
  while (errors_ >= 0 && Clock::now() < enough) {
    pollfd waiting{errors_, POLLIN, 0};
    if (poll(&waiting, 1, 20) <= 0) break;
    take_errors();
  }
  return info.si_pid == child_ ? describe_status(info) : "closed its standard output";
}

// 0 where the system does not tell.
double Child::processor_seconds() const {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(child_, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::string Child::exchange(const std::string& line, double timeout, std::size_t longest, Timeout counts) {
  if (!incoming_.empty()) {
    const std::string more = incoming_.substr(0, incoming_.find('\n'));
    throw Gone(fmt::format("said more than one line: \"{}\"", printable(more, 60)));
  }
  const std::string message = line + line_end_;
  std::string_view unsent = message;
  const auto begin = Clock::now();
  const double computed_before = processor_seconds();
  for (;;) {
    const std::size_t length = incoming_.find('\n');
    if (length != std::string::npos) {
      const std::string answer = incoming_.substr(0, length);
      incoming_.erase(0, length + 1);
      return answer;
    }
    if (incoming_.size() > longest) throw Gone(fmt::format("answered with a line of more than {} bytes", longest));
    if (from_child_ < 0) throw Gone(describe_end());

    const double passed = std::chrono::duration<double>(Clock::now() - begin).count();
    const double computed = processor_seconds() - computed_before;
    const double left = timeout - (counts == Timeout::passing ? passed : computed);
    if (left < 0 || passed > waits_for_idle * timeout) {
      Gone gone(fmt::format("gave no answer within {:g} s (--timeout SECONDS allows more)", timeout), true);
      gone.computed = computed;
      throw gone;
    }
    std::array<pollfd, 3> ends = {pollfd{from_child_, POLLIN, 0}, pollfd{errors_, POLLIN, 0},
                                  pollfd{unsent.empty() ? -1 : to_child_, POLLOUT, 0}};
    poll(ends.data(), ends.size(), static_cast<int>(std::min(1000 * left + 1, 1000.0)));
    if (ends[0].revents) take(from_child_, incoming_);
    if (ends[1].revents) take_errors();
    if (ends[2].revents) {
      const ssize_t written = write_without_signal(to_child_, unsent);
      if (written > 0) unsent.remove_prefix(static_cast<std::size_t>(written));
      if (written < 0 && errno == EPIPE) unsent = {};  // the child does not listen; its answer or its end tells more
    }
  }
}

}  // namespace gradlab::process
