// The loop over several threads: each index once, the first exception, and OpenBLAS's number of threads as before.
#include "gradlab/check_gradient.hpp"
#include "gradlab/in_parallel.hpp"

#include <armadillo>
#include <cblas.h>
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace test_in_parallel {

using gradlab::in_parallel::for_each;

TEST_SUITE_BEGIN("in parallel");

namespace {

// The caller has two threads for BLAS while this lives.
struct TwoThreads {
  int before = openblas_get_num_threads();
  TwoThreads() { openblas_set_num_threads(2); }
  ~TwoThreads() { openblas_set_num_threads(before); }
};

}  // namespace

TEST_CASE("each index once, on any number of threads") {
  for (const int threads : {0, 1, 2, 5}) {
    std::vector<std::atomic<int>> visits(1000);
    for_each(visits.size(), threads, [&](std::size_t i) { ++visits[i]; });
    for (const auto& count : visits) REQUIRE(count == 1);
  }
  for_each(0, 2, [](std::size_t) { FAIL("there is no index"); });
}

TEST_CASE("several threads do the work, and one if it is told so") {
  const auto count_threads = [](int threads) {
    std::atomic<int> others = 0;
    const auto caller = std::this_thread::get_id();
    for_each(200, threads, [&](std::size_t) {
      std::this_thread::sleep_for(std::chrono::microseconds(100));
      if (std::this_thread::get_id() != caller) ++others;
    });
    return others > 0;
  };
  CHECK(count_threads(2));
  CHECK_FALSE(count_threads(1));
}

TEST_CASE("progress comes in the calling thread, and rises to at most 1") {
  const auto caller = std::this_thread::get_id();
  double last = 0;
  for_each(50, 1, [](std::size_t) {}, [&](double fraction) {
    CHECK(std::this_thread::get_id() == caller);
    CHECK(fraction > last);
    last = fraction;
  });
  CHECK(last == 1);
}

TEST_CASE("an exception ends the loop and is thrown here") {
  for (const int threads : {1, 2}) {
    std::atomic<int> visits = 0;
    const auto run = [&] {
      for_each(100'000, threads, [&](std::size_t i) {
        ++visits;
        if (i == 3) throw std::runtime_error("three");
      });
    };
    CHECK_THROWS_WITH_AS(run(), "three", std::runtime_error);
    CHECK(visits < 100'000);
  }
}

TEST_CASE(
    "OpenBLAS has one thread inside a loop of several, the caller's number in a loop of one, and both afterwards") {
  const TwoThreads two;
  std::atomic<int> most = 0;
  const auto look = [&](std::size_t) {
    const int now = openblas_get_num_threads();
    if (now > most) most = now;
  };
  for_each(10, 2, look);
  CHECK(most == 1);
  CHECK(openblas_get_num_threads() == 2);
  for_each(10, 1, look);
  CHECK(most == 2);
  CHECK_THROWS(for_each(10, 2, [](std::size_t) { throw 1; }));
  CHECK(openblas_get_num_threads() == 2);
}

TEST_CASE("a check leaves OpenBLAS's number of threads as it was, also where a cost throws") {
  const TwoThreads two;
  std::atomic<int> seen = 0;
  gradlab::GradientOptions options;
  options.concurrent = true;
  options.threads = 2;
  const auto gradient = [](const arma::vec& x) -> arma::vec { return 2 * x; };
  const auto cost = [&](const arma::vec& x) {
    if (openblas_get_num_threads() == 1) ++seen;
    return arma::dot(x, x);
  };
  CHECK(gradlab::check_gradient(cost, gradient, {1, -2, 3}, options));
  CHECK(seen > 0);
  CHECK(openblas_get_num_threads() == 2);

  const auto throws = [&](const arma::vec& x) {
    if (openblas_get_num_threads() == 1) throw std::runtime_error("while several costs are at work");
    return arma::dot(x, x);
  };
  CHECK_FALSE(gradlab::check_gradient(throws, gradient, {1, -2, 3}, options));
  CHECK(openblas_get_num_threads() == 2);
}

TEST_CASE("0 threads mean what limit_threads says, and one a processor again after 0") {
  namespace in_parallel = gradlab::in_parallel;
  const int processors = in_parallel::count_threads(0);
  CHECK(processors >= 1);
  in_parallel::limit_threads(processors + 2);
  CHECK(in_parallel::count_threads(0) == processors + 2);
  CHECK(in_parallel::count_threads(3) == 3);
  in_parallel::limit_threads(0);
  CHECK(in_parallel::count_threads(0) == processors);
}

TEST_CASE("a loop inside of a loop of several threads uses one thread, beside it as many as it is told") {
  const auto count_threads = [] {
    std::atomic<int> others = 0;
    const auto caller = std::this_thread::get_id();
    for_each(20, 4, [&](std::size_t) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      if (std::this_thread::get_id() != caller) ++others;
    });
    return others > 0 ? 2 : 1;
  };
  std::atomic<int> most = 0;
  for_each(4, 2, [&](std::size_t) { most = std::max<int>(most, count_threads()); });
  CHECK(most == 1);
  CHECK(count_threads() == 2);
}

TEST_CASE("the loop ends where it may not go on, and goes to the end where it may") {
  for (const int threads : {1, 3}) {
    std::atomic<int> visits = 0;
    for_each(1000, {threads, {}, [&] { return visits < 10; }}, [&](std::size_t) { ++visits; });
    CHECK(visits >= 10);
    CHECK(visits < 10 + threads);
    visits = 0;
    for_each(1000, {threads, {}, [] { return true; }}, [&](std::size_t) { ++visits; });
    CHECK(visits == 1000);
  }
}

TEST_CASE("loops of several threads at once each visit every index once") {
  std::atomic<int> wrong = 0;
  const auto loop_often = [&] {
    for (int time = 0; time < 300; ++time) {
      std::vector<std::atomic<int>> visits(7);
      for_each(visits.size(), 3, [&](std::size_t i) { ++visits[i]; });
      for (const auto& count : visits) wrong += count != 1;
    }
  };
  {
    const std::jthread first(loop_often), second(loop_often), third(loop_often);
  }
  CHECK(wrong == 0);
}

TEST_CASE("a loop finds its threads awake or asleep") {
  for (const int pause : {0, 50, 150, 1000, 5000}) {  // microseconds, around the time for which they stay awake
    for (int time = 0; time < 20; ++time) {
      std::atomic<int> visits = 0;
      std::this_thread::sleep_for(std::chrono::microseconds(pause));
      for_each(10, 3, [&](std::size_t) { ++visits; });
      REQUIRE(visits == 10);
    }
  }
}

TEST_CASE("the child of a process that had several threads has several of its own") {
  for_each(10, 2, [](std::size_t) {});
  const pid_t child = fork();
  if (child == 0) {
    alarm(20);
    std::atomic<int> others = 0;
    const auto caller = std::this_thread::get_id();
    for_each(50, 2, [&](std::size_t) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      if (std::this_thread::get_id() != caller) ++others;
    });
    _exit(others > 0 ? 0 : 1);
  }
  int status = -1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("signals of the process are left to the caller's threads") {
  static std::atomic<int> elsewhere;
  static const auto caller = std::this_thread::get_id();
  elsewhere = 0;
  struct sigaction count = {}, before = {};
  count.sa_handler = [](int) { elsewhere += std::this_thread::get_id() != caller; };
  sigaction(SIGUSR1, &count, &before);
  sigset_t held, was;
  sigemptyset(&held);
  sigaddset(&held, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &held, &was);  // the caller takes it later
  for_each(20, 2, [](std::size_t i) {
    if (i == 0) kill(getpid(), SIGUSR1);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  CHECK(elsewhere == 0);
  pthread_sigmask(SIG_SETMASK, &was, nullptr);
  sigaction(SIGUSR1, &before, nullptr);
}

TEST_SUITE_END();

}  // namespace test_in_parallel
