// A terminal of any size in which a command runs, whose keys and screen a test can reach: tmux does the work.
#pragma once

#include <functional>
#include <string>

/// tmux is installed. Where it is not, a test says what it skips.
bool has_tmux();

class Terminal {
 public:
  /// Runs the line in a shell on a terminal of this size; closed, with all that runs in it, when this goes.
  Terminal(int columns, int lines, const std::string& line);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Keys by tmux's names, "Right Home C-c", or single characters.
  void press(const std::string& keys);
  void resize(int columns, int lines);

  std::string screen() const;
  std::string screen_with_codes() const;

  /// What the terminal is in, by tmux's names: "#{alternate_on}", "#{cursor_flag}".
  std::string ask(const std::string& format) const;

  /// Waits until the screen is as asked, and gives it back. A screen that is not so within 30 seconds fails the test.
  std::string wait_until(const std::function<bool(const std::string& screen)>& is_so) const;
  std::string wait_for(const std::string& text) const;

 private:
  std::string run(const std::string& arguments) const;

  std::string name_;
};
