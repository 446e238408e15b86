// Reading in a child process: what comes back from a reader that works, refuses, crashes, hangs or asks for too much,
// and that the parent stays as it was. The readers here are made up; those of real formats have tests of their own.
#include "gradlab/data/isolated_reader.hpp"

#include "gradlab/data/outcome.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/process/pipe.hpp"

#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <new>
#include <thread>

using namespace gradlab;
using namespace gradlab::data;

TEST_SUITE_BEGIN("data: apart");

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();  // Armadillo's may not be made yet in the child

using Read = Contents (*)(const File&);

File make_file(std::size_t size = 1000) { return {"some/file", std::string(size, 'x'), false}; }

Contents run_apart(Read read, const File& file = make_file(), double patience = 60) {
  return read_apart({"made up", nullptr, read, true}, file, patience);
}

void refuses_apart(const std::string& part, Read read, double patience = 60) {
  refuses("some/file", part, [&] { run_apart(read, make_file(), patience); });
}

Contents read_matrix(const arma::mat& matrix) {
  Contents contents;
  contents.variables.push_back({"X", matrix, ""});
  return contents;
}

Contents describe(const File& file) {
  Contents contents;
  contents.description = file.path;
  contents.rows_are_certain = !file.was_packed;
  return contents;
}

// The address sanitizer ends a process that is refused memory, unless it is told to be like any allocator.
bool ends_when_refused_memory() {
#ifdef __SANITIZE_ADDRESS__
  const char* options = std::getenv("ASAN_OPTIONS");
  return !options || std::string(options).find("allocator_may_return_null=1") == std::string::npos;
#else
  return false;
#endif
}

arma::mat numbers(arma::uword rows, arma::uword columns) {
  return arma::reshape(arma::regspace(1, static_cast<double>(rows * columns)), rows, columns) / 7;
}

}  // namespace

TEST_CASE("all that a reader can return comes back as it was") {
  const Contents contents = run_apart([](const File&) {
    Contents made = read_matrix({{1, -0.0, infinity}});
    made.variables.push_back({"", {}, "a cell array"});
    made.variables.push_back({std::string("n\0l\n", 4), arma::mat(0, 3), ""});
    made.description = "scaled";
    made.rows_are_certain = false;
    made.may_hold_targets = false;
    made.columns = {"a", "", "b"};
    return made;
  });
  REQUIRE(contents.variables.size() == 3);
  CHECK(contents.variables[0].name == "X");
  CHECK(contents.variables[0].values(0, 0) == 1);
  CHECK(std::signbit(contents.variables[0].values(0, 1)));
  CHECK(contents.variables[0].values(0, 2) == infinity);
  CHECK(contents.variables[1].problem == "a cell array");
  CHECK(contents.variables[1].values.is_empty());
  CHECK(contents.variables[2].name == std::string("n\0l\n", 4));
  CHECK(arma::size(contents.variables[2].values) == arma::SizeMat(0, 3));
  CHECK(contents.description == "scaled");
  CHECK_FALSE(contents.rows_are_certain);
  CHECK_FALSE(contents.may_hold_targets);
  CHECK(contents.columns == std::vector<std::string>{"a", "", "b"});
}

TEST_CASE("nothing, a matrix of 0 x 0, and one far larger than a pipe") {
  CHECK(run_apart([](const File&) { return Contents{}; }).variables.empty());
  CHECK(run_apart([](const File&) { return read_matrix({}); }).variables.front().values.is_empty());
  const Contents large = run_apart([](const File&) { return read_matrix(numbers(1000, 1031)); });
  CHECK(arma::approx_equal(large.variables.front().values, numbers(1000, 1031), "absdiff", 0));
}

TEST_CASE("what a reader throws is thrown here") {
  refuses_apart("some/file: expected better", [](const File& file) -> Contents { refuse(file, "expected better"); });
  refuses_apart("failed with \"odd\"", [](const File&) -> Contents { throw std::logic_error("odd"); });
  refuses_apart("more memory", [](const File&) -> Contents { throw std::bad_alloc(); });
}

TEST_CASE("a reader that dies") {
  refuses_apart("crashed (Segmentation fault): it must be damaged; save it again", [](const File&) -> Contents {
    raise(SIGSEGV);
    return {};
  });
  refuses_apart("crashed (Aborted)", [](const File&) -> Contents { std::abort(); });
  refuses_apart("crashed (Killed)", [](const File&) -> Contents {
    raise(SIGKILL);
    return {};
  });
  refuses_apart("crashed (Aborted)", [](const File&) -> Contents { throw 1; });
  refuses_apart("ended without a result", [](const File&) -> Contents { _exit(0); });
}

TEST_CASE("a reader that hangs, and none that is merely slow") {
  const Read hang = [](const File&) -> Contents {
    for (;;) pause();
  };
  refuses_apart("came to no end within 0.2", hang, 0.2);
  const Read slow = [](const File&) {
    usleep(300000);
    return read_matrix({1});
  };
  CHECK(run_apart(slow).variables.size() == 1);
  refuses_apart("came to no end", slow, 0.1);
}

TEST_CASE("a reader that is silent in spite of itself, and leaves no child and no buffered text behind") {
  const TemporaryFolder folder;
  std::FILE* const stream = std::fopen(folder.path("text").c_str(), "w");
  std::fputs("once", stream);
  run_apart([](const File&) {
    std::fputs("this should not be seen\n", stderr);
    std::puts("nor this");
    std::fflush(stdout);
    return Contents{};
  });
  std::fclose(stream);
  std::ifstream text(folder.path("text"));
  CHECK(std::string(std::istreambuf_iterator<char>(text), {}) == "once");
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("the child gets nothing of this process but the file and a way to answer") {
  const int open_here = dup(STDOUT_FILENO);
  sigset_t blocked, before;
  sigfillset(&blocked);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  const Contents contents = run_apart([](const File& file) {
    double descriptors = 0;
    for (int fd = 0; fd < 1000; ++fd) descriptors += fcntl(fd, F_GETFD) >= 0;
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, nullptr, &mask);
    std::ifstream called("/proc/self/cmdline");
    Contents made = read_matrix({descriptors, static_cast<double>(sigisemptyset(&mask))});
    std::getline(called, made.description, '\0');
    made.columns = {file.path, file.bytes};
    return made;
  });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::close(open_here);
  CHECK(contents.variables.front().values(0) == 5);
  CHECK(contents.variables.front().values(1) == 1);
  CHECK(contents.description == "gradlab: reading some/file");
  CHECK(contents.columns == std::vector<std::string>{"some/file", make_file().bytes});
}

TEST_CASE("a path of any kind") {
  for (const std::string path : {" ", "a b", "two\nlines", "\xff", "-1 2 3 x", ""}) {
    const Contents contents = run_apart([](const File& file) { return describe(file); }, {path, "x", true});
    CHECK(contents.description == path);
    CHECK_FALSE(contents.rows_are_certain);  // that it was packed
  }
}

TEST_CASE("in this process" * doctest::skip()) {
  const Contents contents = run_apart([](const File&) { return read_matrix({static_cast<double>(getpid())}); });
  CHECK(contents.variables.front().values(0) == getpid());
}

TEST_CASE("where this program cannot be started anew, its own process reads") {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe");
  const auto in_its_own = [&](const std::string& before) {
    return std::system((before + " '" + program + "' -ns -tc='in this process' >/dev/null").c_str()) == 0;
  };
  CHECK_FALSE(in_its_own(""));
  CHECK(in_its_own("GRADLAB_READ_APART='1 2'"));  // as in a child that became no reader
  Dl_info loader{};  // then it is the loader that runs, and only maps this program
  REQUIRE(dladdr(reinterpret_cast<void*>(getauxval(AT_BASE)), &loader) != 0);
  CHECK(in_its_own(loader.dli_fname));
}

TEST_CASE("the child never outlives this process, even if that is killed") {
  const TemporaryFolder folder;
  const File fifo{folder.path("alive"), "x", false};  // which the child alone holds open, as long as it lives
  REQUIRE(mkfifo(fifo.path.c_str(), 0600) == 0);
  const int alive = ::open(fifo.path.c_str(), O_RDONLY | O_NONBLOCK);
  const pid_t parent = fork();  // no other thread is at work
  if (parent == 0) {
    [&]() noexcept {
      run_apart(
          [](const File& file) -> Contents {
            alarm(20);  // should this test fail
            [[maybe_unused]] const ssize_t begun = ::write(::open(file.path.c_str(), O_WRONLY), "b", 1);
            for (;;) pause();
          },
          fifo);
    }();
    _exit(0);
  }
  pollfd life{alive, POLLIN, 0};
  char byte = 0;
  CHECK(poll(&life, 1, 10000) == 1);
  CHECK(::read(alive, &byte, 1) == 1);
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  CHECK(poll(&life, 1, 10000) == 1);
  CHECK(::read(alive, &byte, 1) == 0);
  ::close(alive);
}

TEST_CASE("memory in proportion to the file") {
  const Read greedy = [](const File&) {
    arma::mat(1 << 15, 1 << 15).ones();  // 8 GB
    return Contents{};
  };
  refuses_apart(ends_when_refused_memory() ? "ended without a result" : "1000 bytes ask for more memory than there is",
                greedy);
  const Read modest = [](const File&) {
    arma::mat(1 << 12, 1 << 12).ones();  // 128 MB
    return Contents{};
  };
  CHECK(run_apart(modest).variables.empty());
}

TEST_CASE("more numbers than the file can hold") {
  const auto just_fits = [](const File&) { return read_matrix(arma::zeros(1, 1032)); };
  CHECK(run_apart(just_fits, make_file(1)).variables.front().values.n_elem == 1032);
  const auto too_many = [](const File&) { return read_matrix(arma::zeros(1, 1033)); };
  refuses("some/file", "yielded the size 1033", [&] { run_apart(too_many, make_file(1)); });
}

TEST_CASE("nonsense in the pipe is refused, whatever it is") {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const auto receives = [](const std::vector<std::uint64_t>& sent) {
    process::Pipe pipe = process::make_pipe();
    REQUIRE(::write(pipe.write, sent.data(), sent.size() * 8) == static_cast<ssize_t>(sent.size() * 8));
    process::close_end(pipe.write);
    std::string trouble = "none";
    try {
      receive(pipe.read, 1, 1000);
    } catch (const Broken& broken) {
      trouble = broken.what();
    }
    process::close_end(pipe.read);
    return trouble;
  };
  CHECK(receives({0, 0, 0, 0, 1, 1, 0}) == "none");  // contents, no message, no variables, ..., no columns
  CHECK(receives({}) == "ended without a result");
  CHECK(receives({0, 0, 1, 0, 0, 10}) == "ended without a result");
  CHECK(receives({3}).find("the size 3") != std::string::npos);        // a kind that is none
  CHECK(receives({0, most}).find("the size") != std::string::npos);    // a message's length
  CHECK(receives({0, 0, most}).find("the size") != std::string::npos);  // the number of variables
  CHECK(receives({0, 0, 1, 0, 0, 1001, 1}).find("the size 1001") != std::string::npos);
  CHECK(receives({0, 0, 1, 0, 0, 10, 101}).find("the size 101") != std::string::npos);
  CHECK(receives({0, 0, 1, 0, 0, 0, most}).find("the size") != std::string::npos);
  CHECK(receives({0, 0, 0, 0, 2}).find("the size 2") != std::string::npos);  // a truth value
}

TEST_CASE("from several threads at once, while BLAS works in others") {
  std::atomic<bool> stop = false;
  std::atomic<int> intact = 0;
  std::thread busy([&] {
    const arma::mat A = numbers(300, 300);
    while (!stop) REQUIRE(arma::mat(A * A.st()).is_finite());
  });
  std::array<std::thread, 4> callers;
  for (std::thread& caller : callers) {
    caller = std::thread([&] {
      for (int turn = 0; turn < 5; ++turn) {
        const Contents contents = run_apart([](const File&) { return read_matrix(numbers(200, 200)); });
        intact += contents.variables.front().values(199, 199) == 40000.0 / 7;
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  stop = true;
  busy.join();
  CHECK(intact == 20);
}

TEST_CASE("files that crash the HDF5 library are refused like any other") {
  for (const std::string name : {"hdf5-heap-null", "hdf5-links-null", "hdf5-links-null-shorter"}) {
    const std::string path = GRADLAB_CHECKS_DIR "/fuzz/corpus/crashing/" + name;
    refuses(path, "expected a sound file (HDF5), but reading it crashed", [&] { read_dataset(path); });
    refuses(path, "save it again", [&] { read_weights(path); });
  }
}

TEST_SUITE_END();
