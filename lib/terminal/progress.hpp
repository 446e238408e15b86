// A bar on standard error for work that takes longer than a second. It shows on a terminal alone.
#pragma once

#include <chrono>
#include <string>

namespace gradlab::terminal {

class Progress {
 public:
  explicit Progress(std::string task);
  ~Progress();  ///< wipes the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(double fraction);

 private:
  using Clock = std::chrono::steady_clock;
  std::string task_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_{};
  bool on_terminal_;
  bool visible_ = false;
};

}  // namespace gradlab::terminal
