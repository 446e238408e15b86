#include "terminal/progress.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace gradlab::terminal {

Progress::Progress(std::string task) : task_(std::move(task)), on_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (visible_) fmt::print(stderr, "\r\033[K");
}

void Progress::show(double fraction) {
  using namespace std::chrono_literals;
  const Clock::time_point now = Clock::now();
  if (!on_terminal_ || now - start_ < 1s || now - drawn_ < 100ms) return;
  drawn_ = now;
  visible_ = true;
  constexpr int width = 30;
  const int done = std::clamp(static_cast<int>(fraction * width), 0, width);
  fmt::print(stderr, "\r  {} [{:=<{}}{:{}}] {:3.0f} %", task_, "", done, "", width - done, 100 * fraction);
  std::fflush(stderr);
}

}  // namespace gradlab::terminal
