#include "terminal.hpp"

#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <unistd.h>

#include <chrono>
#include <thread>

bool has_tmux() { return run_shell("sh -c 'command -v tmux'").status == 0; }

Terminal::Terminal(int columns, int lines, const std::string& line) {
  static int count = 0;
  name_ = fmt::format("gradlab-{}-{}", getpid(), ++count);
  const std::string script = write_file(name_ + ".sh", line + "\n");
  run(fmt::format("-u -f /dev/null new-session -d -x {} -y {} 'cd {}; LANG=C.UTF-8 sh {}; cat' \\; set -g status off",
                  columns, lines, scratch_folder().string(), script));
}

Terminal::~Terminal() { run("kill-server"); }

void Terminal::press(const std::string& keys) { run("send-keys " + keys); }

void Terminal::resize(int columns, int lines) { run(fmt::format("resize-window -x {} -y {}", columns, lines)); }

std::string Terminal::screen() const { return run("capture-pane -p"); }

std::string Terminal::screen_with_codes() const { return run("capture-pane -p -e"); }

std::string Terminal::ask(const std::string& format) const {
  const std::string answer = run(fmt::format("display-message -p '{}'", format));
  return answer.substr(0, answer.find('\n'));
}

std::string Terminal::wait_until(const std::function<bool(const std::string& screen)>& is_so) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  std::string seen = screen();
  while (!is_so(seen) && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    seen = screen();
  }
  CHECK_MESSAGE(is_so(seen), "waited in vain; the screen is\n" << seen);
  return seen;
}

std::string Terminal::wait_for(const std::string& text) const {
  return wait_until([&](const std::string& seen) { return seen.find(text) != std::string::npos; });
}

std::string Terminal::run(const std::string& arguments) const {
  return run_shell(fmt::format("tmux -L {} {}", name_, arguments)).out;
}
