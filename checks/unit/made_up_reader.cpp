// A reader for the tests of isolated reading: by the path's last word it returns, refuses, crashes, hangs or answers
// nonsense. Other paths are read as the gradlab command reads them.
#include "gradlab/data/isolated_reader.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

using namespace gradlab::data;

namespace {

Contents of_matrix(const arma::mat& matrix) {
  Contents contents;
  contents.variables.push_back({"X", matrix, ""});
  return contents;
}

arma::mat numbers(arma::uword rows, arma::uword columns) {
  return arma::reshape(arma::regspace(1, static_cast<double>(rows * columns)), rows, columns) / 7;
}

Contents everything(const File&) {
  Contents made = of_matrix({{1, -0.0, std::numeric_limits<double>::infinity()}});
  made.variables.push_back({"", {}, "a cell array"});
  made.variables.push_back({std::string("n\0l\n\xff", 5), arma::mat(0, 3), ""});
  made.description = "scaled";
  made.rows_are_certain = false;
  made.may_hold_targets = false;
  made.columns = {"a", "", "b"};
  return made;
}

Contents surroundings(const File& file) {
  double descriptors = 0;
  for (int fd = 0; fd < 1000; ++fd) descriptors += fcntl(fd, F_GETFD) >= 0;
  sigset_t mask;
  pthread_sigmask(SIG_BLOCK, nullptr, &mask);
  struct sigaction hangup {};
  sigaction(SIGHUP, nullptr, &hangup);
  Contents made = of_matrix({descriptors, static_cast<double>(sigisemptyset(&mask)),
                             hangup.sa_handler == SIG_IGN ? 1.0 : 0.0});
  made.columns = {file.path, file.bytes};
  made.rows_are_certain = !file.was_packed;
  return made;
}

// 1 where a file can be opened: see the test.
Contents opens(const File& file) {
  const auto can_open = [](const std::string& path, int how) {
    const int fd = ::open(path.c_str(), how | O_CLOEXEC, 0600);
    if (fd >= 0) ::close(fd);
    return fd >= 0 ? 1.0 : 0.0;
  };
  const auto beside = [&](const std::string& name) { return file.path.substr(0, file.path.rfind('/') + 1) + name; };
  const std::string temporary = std::filesystem::temp_directory_path() / ("gradlab." + std::to_string(getpid()));
  arma::mat found = {can_open(file.path, O_RDONLY),
                     can_open(beside("neighbor"), O_RDONLY),
                     can_open("/etc/passwd", O_RDONLY),
                     can_open(beside("new"), O_WRONLY | O_CREAT),
                     can_open(temporary, O_WRONLY | O_CREAT),
                     0};
  unlink(temporary.c_str());
  const pid_t child = vfork();
  if (child == 0) {
    execl("/bin/true", "true", nullptr);
    _exit(1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  found(5) = status == 0;
  return of_matrix(found);
}

[[noreturn]] void end_by(int signal) {
  raise(signal);
  std::abort();
}

// CBOR behind its size, as the parent expects it.
[[noreturn]] void answer_only(std::string bytes) {
  const std::uint64_t size = bytes.size();
  bytes.insert(0, reinterpret_cast<const char*>(&size), sizeof size);
  [[maybe_unused]] const ssize_t written = ::write(3, bytes.data(), bytes.size());
  _exit(0);
}

const std::map<std::string, Contents (*)(const File&)> readers = {
    {"everything", everything},
    {"surroundings", surroundings},
    {"part", [](const File& file) {
       Contents made = everything(file);
       made.variables.push_back({"y", {1, 2, 1, 2, 1, 2}, ""});
       made.rows = 6;
       return made;
     }},
    {"nothing", [](const File&) { return Contents{}; }},
    {"empty", [](const File&) { return of_matrix({}); }},
    {"large", [](const File&) { return of_matrix(numbers(1000, 1031)); }},
    {"1032", [](const File&) { return of_matrix(arma::zeros(1, 1032)); }},
    {"1033", [](const File&) { return of_matrix(arma::zeros(1, 1033)); }},
    {"refusal", [](const File& file) -> Contents { refuse(file, "expected better"); }},
    {"failure", [](const File&) -> Contents { throw std::logic_error("odd"); }},
    {"no memory", [](const File&) -> Contents { throw std::bad_alloc(); }},
    {"segmentation", [](const File&) -> Contents { end_by(SIGSEGV); }},
    {"abort", [](const File&) -> Contents { std::abort(); }},
    {"kill", [](const File&) -> Contents { end_by(SIGKILL); }},
    {"throws 1", [](const File&) -> Contents { throw 1; }},
    {"exit", [](const File&) -> Contents { _exit(0); }},
    {"garbage", [](const File&) -> Contents { answer_only("\xff\xff\xff"); }},
    {"truncated", [](const File&) -> Contents { answer_only("\xa5gcolumns\x80kdescr"); }},
    {"another object", [](const File&) -> Contents { answer_only("\xa1" "arows\x01"); }},
    {"no numbers", [](const File&) -> Contents {
       answer_only("\xa5gcolumns\x80kdescription`pmay_hold_targets\xf5prows_are_certain\xf5ivariables\x81"
                   "\xa4" "dname`gproblem`drows\x02gcolumns\x02");
     }},
    {"a number", [](const File&) -> Contents { answer_only("\x01"); }},
    {"flood", [](const File&) -> Contents {
       const std::string piece(1 << 20, 'x');
       while (::write(3, piece.data(), piece.size()) > 0) {
       }
       _exit(0);
     }},
    {"hang", [](const File&) -> Contents {
       for (;;) pause();
     }},
    {"slow", [](const File&) {
       usleep(300000);
       return of_matrix({1});
     }},
    {"noisy", [](const File&) {
       std::fputs("this should not be seen\n", stderr);
       std::puts("nor this");
       std::fflush(stdout);
       return Contents{};
     }},
    {"greedy", [](const File&) {
       arma::mat(1 << 15, 1 << 15).ones();  // 8 GB
       return Contents{};
     }},
    {"modest", [](const File&) {
       arma::mat(1 << 12, 1 << 12).ones();  // 128 MB
       return Contents{};
     }},
    {"alive", [](const File& file) -> Contents {
       alarm(20);  // should the test fail
       ::open(file.path.c_str(), O_RDONLY);
       for (;;) pause();
     }},
    {"opens", opens},
};

Contents read(const File& file) {
  const auto found = readers.find(file.path.substr(file.path.rfind('/') + 1));
  return found != readers.end() ? found->second(file) : find_format(file).read(file);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == isolated_reader_verb) answer_as_reader({argv + 2, argv + argc}, &read);
  return 1;
}
