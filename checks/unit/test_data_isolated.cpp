// Reading in a child process: what comes back from a reader that works, refuses, crashes, hangs or asks for too much,
// and that the parent stays as it was. See made_up_reader.cpp for the readers.
#include "gradlab/data/isolated_reader.hpp"

#include "gradlab/data/read.hpp"

#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

namespace test_data_isolated {

using namespace gradlab;
using namespace gradlab::data;

TEST_SUITE_BEGIN("data: isolated");

namespace {

const Format made_up{"made up", "", nullptr, nullptr, true};

Contents read_as(const std::string& path, std::size_t size = 1000, double patience = 60) {
  return read_isolated(GRADLAB_MADE_UP_READER, made_up,
                       {path, std::string(size, 'x'), false}, patience);
}

void refuses_as(const std::string& path, const std::string& part, double patience = 60) {
  refuses(path, part, [&] { read_as(path, 1000, patience); });
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

}  // namespace

TEST_CASE("all that a reader can return comes back as it was") {
  const Contents contents = read_as("some/everything");
  REQUIRE(contents.variables.size() == 3);
  CHECK(contents.variables[0].name == "X");
  CHECK(contents.variables[0].values(0, 0) == 1);
  CHECK(std::signbit(contents.variables[0].values(0, 1)));
  CHECK(contents.variables[0].values(0, 2) == arma::datum::inf);
  CHECK(contents.variables[1].problem == "a cell array");
  CHECK(contents.variables[1].values.is_empty());
  CHECK(contents.variables[2].name == std::string("n\0l\n\xff", 5));
  CHECK(arma::size(contents.variables[2].values) == arma::SizeMat(0, 3));
  CHECK(contents.description == "scaled");
  CHECK_FALSE(contents.rows_are_certain);
  CHECK_FALSE(contents.may_hold_targets);
  CHECK(contents.columns == std::vector<std::string>{"a", "", "b"});
}

TEST_CASE("nothing, a matrix of 0 x 0, and one far larger than a pipe") {
  CHECK(read_as("nothing").variables.empty());
  CHECK(read_as("empty").variables.front().values.is_empty());
  const arma::mat large = read_as("large").variables.front().values;
  REQUIRE(arma::size(large) == arma::SizeMat(1000, 1031));
  CHECK(large(0, 0) == 1.0 / 7);
  CHECK(large(999, 1030) == 1031000.0 / 7);
}

TEST_CASE("what a reader throws is thrown here") {
  refuses_as("some/refusal", "some/refusal: expected better");
  refuses_as("some/failure", "failed with \"odd\"");
  refuses_as("some/no memory", "1000 bytes ask for more memory");
}

TEST_CASE("a reader that dies") {
  refuses_as("some/segmentation", "expected a sound file (made up), but reading it crashed (Segmentation fault): it "
                                  "must be damaged; save it again");
  refuses_as("some/abort", "crashed (Aborted)");
  refuses_as("some/kill", "crashed (Killed)");
  refuses_as("some/throws 1", "crashed (Aborted)");
  refuses_as("some/exit", "ended without a result");
}

TEST_CASE("an answer that is nonsense, cut off or endless") {
  for (const char* name : {"garbage", "truncated", "another object", "no numbers", "a number"}) {
    refuses_as(std::string("some/") + name, "ended without a result");
  }
  refuses_as("some/flood", "yielded more than such a file can hold");
}

TEST_CASE("a reader that hangs, and none that is merely slow") {
  refuses_as("some/hang", "came to no end within 0.2", 0.2);
  CHECK(read_as("some/slow").variables.size() == 1);
  refuses_as("some/slow", "came to no end", 0.1);
}

TEST_CASE("a program that cannot be started, and one that is no reader") {
  const auto read_by = [](const std::string& program) {
    return [=] { read_isolated(program, made_up, {"a/file", "x", false}); };
  };
  refuses("a/file", "the reader '/no/such program' cannot be started: No such file", read_by("/no/such program"));
  refuses("a/file", "ended without a result", read_by("/bin/true"));
}

TEST_CASE("only a child of read_isolated() answers as a reader") {
  CHECK_THROWS_WITH_AS(answer_as_reader({}, nullptr), "read-isolated is for gradlab itself; try gradlab --help",
                       std::invalid_argument);
}

TEST_CASE("a reader that is silent in spite of itself, and leaves no child and no buffered text behind") {
  const TemporaryFolder folder;
  std::FILE* const stream = std::fopen(folder.path("text").c_str(), "w");
  std::fputs("once", stream);
  read_as("noisy");
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
  const Contents contents = read_as("some/surroundings", 3);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::close(open_here);
  CHECK(contents.variables.front().values(0) == 4);
  CHECK(contents.variables.front().values(1) == 1);
  CHECK(contents.columns == std::vector<std::string>{"some/surroundings", "xxx"});
}

TEST_CASE("a signal that this process ignores, as under nohup, does not end the child") {
  const auto before = signal(SIGHUP, SIG_IGN);
  CHECK(read_as("some/surroundings", 3).variables.front().values(2) == 1);
  signal(SIGHUP, SIG_DFL);
  CHECK(read_as("some/surroundings", 3).variables.front().values(2) == 0);
  signal(SIGHUP, before);
}

TEST_CASE("a path of any kind") {
  for (const std::string folder : {" ", "a b", "two\nlines", "\xff", "-1 2 3 x", "--help", ""}) {
    const std::string path = folder + "/surroundings";
    const Contents contents = read_isolated(GRADLAB_MADE_UP_READER, made_up, {path, "x", true});
    CHECK(contents.columns == std::vector<std::string>{path, "x"});
    CHECK_FALSE(contents.rows_are_certain);  // that it was packed
  }
}

TEST_CASE("the child never outlives this process, even if that is killed") {
  const TemporaryFolder folder;
  const std::string fifo = folder.path("alive");  // which the child alone holds open for reading, as long as it lives
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  const pid_t parent = fork();  // no other thread is at work
  if (parent == 0) {
    [&]() noexcept { read_as(fifo); }();
    _exit(0);
  }
  int alive = -1;  // nobody can open it for writing before the child reads
  for (int turn = 0; turn < 1000 && alive < 0; ++turn) {
    alive = ::open(fifo.c_str(), O_WRONLY | O_NONBLOCK);
    if (alive < 0) usleep(10000);
  }
  REQUIRE(alive >= 0);
  pollfd life{alive, 0, 0};
  CHECK(poll(&life, 1, 100) == 0);
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  CHECK(poll(&life, 1, 10000) == 1);
  CHECK((life.revents & POLLERR) != 0);
  ::close(alive);
}

TEST_CASE("the child can open its own file, and no other") {
  const TemporaryFolder folder;
  std::ofstream(folder.path("neighbor")) << "secret";
  const std::string own = folder.path("opens");
  std::ofstream(own) << "own";
  const auto opened = [&](bool packed) -> arma::mat {
    return read_isolated(GRADLAB_MADE_UP_READER, made_up, {own, std::string(1000, 'x'), packed})
        .variables.front()
        .values;
  };
  // Its own file, the neighbor, a system file, a file to write beside it, a temporary file, a program to run.
  if (syscall(SYS_landlock_create_ruleset, nullptr, 0, 1) < 1) {
    MESSAGE("this kernel has no Landlock: nothing keeps the child from other files");
    CHECK(arma::accu(opened(false)) == 6);
    return;
  }
  CHECK(arma::approx_equal(opened(false), arma::mat{1, 0, 0, 0, 0, 0}, "absdiff", 0));
  CHECK(arma::approx_equal(opened(true), arma::mat{1, 1, 0, 1, 1, 0}, "absdiff", 0));  // all lies in the temporary folder
}

TEST_CASE("memory in proportion to the file") {
  refuses_as("some/greedy",
             ends_when_refused_memory() ? "ended without a result" : "1000 bytes ask for more memory than there is");
  CHECK(read_as("modest").variables.empty());
}

TEST_CASE("more numbers than the file can hold") {
  CHECK(read_as("some/1032", 1).variables.front().values.n_elem == 1032);
  refuses("some/1033", "yielded 1 x 1033 numbers", [] { read_as("some/1033", 1); });
}

TEST_CASE("a part of other rows than the file's is refused") {
  const TemporaryFolder folder;
  const std::string path = folder.write("part", std::string("\x89HDF\r\n\x1a\n", 8));
  refuses(path, "expected 2 of 6 examples, but reading it yielded 1: it must be damaged",
          [&] { read_dataset(path, "", GRADLAB_MADE_UP_READER, "", {1, 3}); });
  CHECK_THROWS(read_dataset(path, "", GRADLAB_MADE_UP_READER, "", {1, 6}));  // its numbers are not finite
}

TEST_CASE("from several threads at once, while BLAS works in others") {
  std::atomic<bool> stop = false;
  std::atomic<int> intact = 0;
  std::thread busy([&] {
    const arma::mat A(300, 300, arma::fill::ones);
    while (!stop) REQUIRE(arma::mat(A * A.st()).is_finite());
  });
  std::array<std::thread, 4> callers;
  for (std::thread& caller : callers) {
    caller = std::thread([&] {
      for (int turn = 0; turn < 5; ++turn) {
        intact += read_as("large").variables.front().values(999, 1030) == 1031000.0 / 7;
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
    refuses(path, "expected a sound file (HDF5), but reading it crashed",
            [&] { read_dataset(path, "", GRADLAB_MADE_UP_READER); });
    refuses(path, "save it again", [&] { read_weights(path, GRADLAB_MADE_UP_READER); });
  }
}

TEST_SUITE_END();

}  // namespace test_data_isolated
