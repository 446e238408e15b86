// The child process: its folder, its rights, and that nothing of it stays behind, whatever ends whom.
#include "gradlab/process/child.hpp"
#include "gradlab/process/spawn.hpp"
#include "run.hpp"
#include "terminal/text.hpp"

#include <armadillo>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

namespace test_process {

namespace fs = std::filesystem;
using gradlab::process::Child, gradlab::process::Command, gradlab::process::Gone, gradlab::process::Output,
    gradlab::process::Timeout;
using gradlab::process::GuardedFolder;

TEST_SUITE_BEGIN("process");

namespace {

Command shell(const std::string& script) { return {{"sh", "-c", script}, {}, {}, {}}; }

std::string ask(Child& process, const std::string& line) { return process.exchange(line, 5, 1000); }

bool is_alive(pid_t process) { return kill(process, 0) == 0; }

bool within_seconds(double seconds, const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return condition();
}

std::string read_all(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the child lives in an empty folder that goes with it, and cannot gain rights") {
  std::string folder;
  {
    Child process(shell("read q; pwd; read q; ls -A | wc -l; read q; grep NoNewPrivs /proc/self/status; sleep 9"));
    folder = ask(process, "where");
    CHECK(fs::is_directory(folder));
    CHECK(fs::path(folder) != fs::current_path());
    CHECK(ask(process, "how many files") == "0");
    CHECK(ask(process, "rights") == "NoNewPrivs:\t1");
  }
  CHECK(!fs::exists(folder));
}

TEST_CASE("files laid down before, settings set and unset") {
  Command command = shell("read q; cat greeting; read q; echo $MORE${HOME}; sleep 9");
  command.files = {{"greeting", "hello\n"}};
  command.environment = {{"MORE", "more"}};
  command.unset = {"HOME"};
  Child process(command);
  CHECK(ask(process, "") == "hello");
  CHECK(ask(process, "") == "more");
}

TEST_CASE("a timeout of computing is used up by a loop, not by waiting") {
  Child waiting(shell("read q; sleep 0.3; echo yes; sleep 9"));
  CHECK(waiting.exchange("", 0.1, 1000, Timeout::computing) == "yes");
  Child computing(shell("read q; while :; do :; done"));
  try {
    computing.exchange("", 0.2, 1000, Timeout::computing);
    FAIL("it answered");
  } catch (const Gone& gone) {
    CHECK(gone.is_late);
    CHECK(gone.computed >= 0.2);
  }
  Child idle(shell("read q; sleep 9"));
  try {
    idle.exchange("", 0.05, 1000, Timeout::computing);
    FAIL("it answered");
  } catch (const Gone& gone) {
    CHECK(gone.is_late);
    CHECK(gone.computed < 0.05);
  }
}

TEST_CASE("its end takes the whole group with it") {
  pid_t grandchild = 0;
  {
    Child process(shell("sleep 1000 & read q; echo $!; wait"));
    grandchild = std::stoi(ask(process, "pid"));
    CHECK(is_alive(grandchild));
  }
  CHECK(within_seconds(2, [&] { return !is_alive(grandchild); }));
}

TEST_CASE("its end takes along what left the group") {
  pid_t stray = 0;
  {
    Child process(shell("setsid sleep 1000 & read q; echo $!; wait"));
    stray = std::stoi(ask(process, "pid"));
    REQUIRE(within_seconds(2, [&] { return getsid(stray) == stray; }));
  }
  CHECK(within_seconds(2, [&] { return !is_alive(stray); }));
}

TEST_CASE("its end takes along what forgot its environment, by the folder that it works in") {
  pid_t stray = 0;
  {
    Child process(shell("env -i setsid sleep 1000 & read q; echo $!; wait"));
    stray = std::stoi(ask(process, "pid"));
    const std::string environment = fmt::format("/proc/{}/environ", stray);
    REQUIRE(within_seconds(2, [&] { return getsid(stray) == stray && read_all(environment).empty(); }));
  }
  CHECK(within_seconds(2, [&] { return !is_alive(stray); }));
}

TEST_CASE("a program that adopts what its children leave behind ends it, wherever it went") {
  const fs::path number = scratch_folder() / "number";
  const std::string stray = fmt::format("cd /; env -i setsid sh -c 'echo $$ > {}; exec sleep 1000'", number.string());
  const std::string wait = fmt::format("while [ ! -s {} ]; do sleep 0.01; done", number.string());
  const std::string script =
      write_file("leaves_a_daemon", "#!/bin/sh\n(" + stray + " &)\nread q\n" + wait + "\necho '{}'\n");
  fs::permissions(script, fs::perms::owner_all);
  run_gradlab("check --exec " + script);
  const pid_t process = std::stoi(read_all(number));
  CHECK(within_seconds(2, [&] { return !is_alive(process); }));
}

TEST_CASE("a flood of a process left behind does not keep the end from being told") {
  const auto begin = std::chrono::steady_clock::now();
  Child process(shell("yes >&2 & read q; echo ready; exit 3"));
  CHECK(ask(process, "") == "ready");
  CHECK_THROWS_WITH_AS(ask(process, ""), "ended with status 3", Gone);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("a work folder takes along what was started with its mark, and nothing else") {
  const auto start = [](const std::vector<std::string>& environment) {
    return gradlab::process::spawn({"sleep", {"sleep", "1000"}, environment, {-1, -1, -1}});
  };
  GuardedFolder folder, other;
  const auto [name, value] = folder.mark();
  const pid_t marked = start({name + "=" + value});
  const pid_t unmarked = start({name + "=" + other.path().string()});
  folder.clear();
  CHECK(!fs::exists(folder.path()));
  CHECK(fs::exists(other.path()));
  CHECK(WTERMSIG(gradlab::process::wait_for(marked)) == SIGKILL);
  CHECK(waitpid(unmarked, nullptr, WNOHANG) == 0);
  other.clear();
  CHECK(WTERMSIG(gradlab::process::wait_for(unmarked)) == SIGKILL);
}

TEST_CASE("a long line goes both ways while the child talks to standard error") {
  Child process(shell("yes noise | head -n 50000 >&2; cat"));
  const std::string line(3'000'000, 'x');
  CHECK(process.exchange(line, 20, 4'000'000) == line);
  CHECK(process.output().lines() == 50000);
  CHECK(process.output().first_lines().size() == 100);
}

TEST_CASE("writing to a child that is gone is an error, not a signal") {
  Child process(shell("exec 0<&-; sleep 0.1"));
  CHECK_THROWS_WITH_AS(process.exchange(std::string(1'000'000, 'x'), 5, 1000), "ended with status 0", Gone);
}

TEST_CASE("two lines for one question are noticed at the next") {
  Child process(shell("read q; printf 'one\\ntwo\\n'; sleep 9"));
  CHECK(ask(process, "") == "one");
  CHECK_THROWS_WITH_AS(ask(process, ""), "said more than one line: \"two\"", Gone);
}

TEST_CASE("a script that does not say what runs it is the shell's, as everywhere") {
  const std::string script = write_file("without_first_line", "read q; echo \"$1\"; sleep 9\n");
  fs::permissions(script, fs::perms::owner_all);
  Child process({{script, "an argument"}, {}, {}, {}});
  CHECK(ask(process, "") == "an argument");
}

TEST_CASE("what cannot be started is named, and leaves no folder") {
  const auto count = [] { return std::distance(fs::directory_iterator(scratch_folder()), {}); };
  const auto before = count();
  setenv("TMPDIR", scratch_folder().c_str(), 1);
  CHECK_THROWS_WITH_AS(Child({{"no-such-program"}, {}, {}, {}}),
                       "cannot start 'no-such-program': No such file or directory", std::invalid_argument);
  unsetenv("TMPDIR");
  CHECK(count() == before);
}

TEST_CASE("the child gets nothing of this process but what it is given") {
  const int open_here = dup(STDOUT_FILENO);
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  Child process(shell("read q; test -e /proc/$$/fd/3 || echo none; read q; grep SigBlk /proc/self/status; read q; "
                        "ulimit -c; sleep 9"));
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  close(open_here);
  CHECK(ask(process, "descriptors") == "none");
  CHECK(ask(process, "signals") == "SigBlk:\t0000000000000000");
  CHECK(ask(process, "core files") == "0");
}

TEST_CASE("started from several threads at once, while BLAS works in others") {
  std::atomic<bool> stop = false;
  std::thread busy([&] {
    const arma::mat A(300, 300, arma::fill::ones);
    while (!stop) REQUIRE(arma::mat(A * A).is_finite());
  });
  std::atomic<int> answers = 0;
  std::array<std::thread, 3> callers;
  for (std::thread& caller : callers) {
    caller = std::thread([&] {
      for (int turn = 0; turn < 10; ++turn) {
        Child process(shell("cat"));
        answers += ask(process, "word") == "word";
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  stop = true;
  busy.join();
  CHECK(answers == 30);
}

TEST_CASE("whatever ends gradlab ends the code, its children, and its folder") {
  for (const int signal : {SIGINT, SIGTERM, SIGKILL}) {
    CAPTURE(signal);
    const std::string note = write_file("note", "");
    const pid_t gradlab = fork();
    if (gradlab == 0) {
      const std::string command =
          fmt::format("sh -c 'sleep 1000 & echo $$ $! $(pwd) > {}.new; mv {}.new {}; sleep 1000'", note, note, note);
      ::signal(SIGINT, SIG_DFL);
      execl(GRADLAB_PROGRAM, "gradlab", "check", "--timeout", "100", "--exec", command.c_str(), nullptr);
      _exit(1);
    }
    REQUIRE(within_seconds(10, [&] { return !read_all(note).empty(); }));
    pid_t child = 0;
    pid_t grandchild = 0;
    std::string folder;
    std::istringstream(read_all(note)) >> child >> grandchild >> folder;
    CHECK(is_alive(child));
    CHECK(fs::is_directory(folder));
    kill(gradlab, signal);
    waitpid(gradlab, nullptr, 0);
    CHECK(within_seconds(5, [&] { return !is_alive(grandchild); }));
    CHECK(within_seconds(5, [&] { return !fs::exists(folder); }));
  }
}

TEST_CASE("output keeps its beginning and its last line, and obeys no terminal") {
  Output output;
  output.append("first\n\033[31mred\n");
  output.append("third, in ");
  output.append("two pieces\n\n");
  CHECK(output.first_lines() == std::vector<std::string>{"first", "?[31mred", "third, in two pieces", ""});
  CHECK(output.last_line() == "third, in two pieces");
  CHECK(output.lines() == 4);
  CHECK(gradlab::terminal::printable("abcdefgh", 6) == "abc...");
}

TEST_SUITE_END();

}  // namespace test_process
