// Stepping by keys: the effect of each key, and the lines of the screen. See terminal/screen.hpp for the screen itself.
#pragma once

#include "terminal/screen.hpp"
#include "teach/stepper/page.hpp"
#include "teach/stepper/walk.hpp"

#include <string>
#include <vector>

namespace gradlab::teach {

class Stepper {
 public:
  explicit Stepper(Walk walk) : walk_(std::move(walk)) {}

  void press(const Press& press);
  bool is_done() const { return done_; }

  /// As many lines as the paper has. The last line shows the number of the step, and the keys.
  std::vector<std::string> draw(const Canvas& paper);

 private:
  enum class Mode { step, help, name, ask };
  enum class Prompt { statement, example, name };

  void press_at_step(const Press& press);
  void press_character(char character);
  void press_at_name(const Press& press);
  void press_at_prompt(const Press& press);
  void ask(Prompt prompt);
  void answer();
  std::vector<std::string> draw_body(const Canvas& paper);
  std::vector<std::string> draw_name(const Canvas& paper);
  std::string draw_status(const Canvas& paper, bool more_below) const;
  void move(arma::uword number);

  Walk walk_;
  Mode mode_ = Mode::step;
  Prompt prompt_ = Prompt::statement;
  std::string typed_;
  std::string message_;        ///< why an answer was refused; until the next key
  std::size_t scroll_ = 0;     ///< lines of the page above the screen
  std::string name_;           ///< that is looked at
  arma::uword row_ = 0, column_ = 0;  ///< the corner of what is seen of it
  bool done_ = false;
};

/// On the terminal, until q.
void step_by_keys(Stepper stepper);

}  // namespace gradlab::teach
