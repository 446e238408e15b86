#include "teach/stepper/stepper.hpp"

#include "gradlab/trace/statements.hpp"
#include "teach/stepper/by_keys.hpp"
#include "teach/stepper/page.hpp"
#include "terminal/canvas.hpp"
#include "terminal/matrix.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::teach {

namespace {

using Lines = std::vector<std::string>;

const Lines help_lines = {
    "right, Enter   next step",
    "left           step back",
    "Home, End      first, last step",
    "g              go to a statement",
    "e              to another example",
    "n, p           next, previous turn",
    "o              out of the loop",
    "i              look at a name",
    "l              NumPy or C++",
    "up, down       scroll",
    "q, Ctrl-C      quit",
};

// A whole number, all of the text. throws std::invalid_argument
arma::uword parse_example(const std::string& text, arma::uword examples) {
  unsigned long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number < examples) return number;
  throw std::invalid_argument(fmt::format("expected an example, 0 to {}, but got '{}'", examples - 1, text));
}

std::string names_of(const trace::Step& step) {
  std::string names;
  for (const trace::Variable& variable : step.variables) {
    names += fmt::format("{}{}", names.empty() ? "" : " ", variable.name);
  }
  return names;
}

// By this many rows or columns at a time, and not beyond the last one.
arma::uword shifted(arma::uword corner, int by, arma::uword size) {
  const auto wanted = static_cast<std::ptrdiff_t>(corner) + by;
  return static_cast<arma::uword>(std::clamp<std::ptrdiff_t>(wanted, 0, static_cast<std::ptrdiff_t>(size) - 1));
}

class Stepper {
 public:
  Stepper(Walk walk, Language language) : walk_(std::move(walk)), language_(language) {}

  Language language() const { return language_; }

  bool is_done() const { return done_; }

  void press(const Press& press) {
    if (press.key == Key::closed) done_ = true;
    if (press.key == Key::resized || press.key == Key::nothing) return;
    message_.clear();
    switch (mode_) {
      case Mode::step: return press_at_step(press);
      case Mode::help: mode_ = Mode::step; return;
      case Mode::name: return press_at_name(press);
      case Mode::ask: return press_at_prompt(press);
    }
  }

  // As many lines as the paper has. The last line shows the number of the step, and the keys.
  Lines draw(const Canvas& paper) {
    const auto room = static_cast<std::size_t>(paper.lines - 1);
    Canvas body = paper;
    body.lines = paper.lines - 1;
    Lines lines = draw_body(body);
    scroll_ = std::min(scroll_, lines.size() > room ? lines.size() - room : 0);
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(scroll_));
    const bool more_below = lines.size() > room;
    lines.resize(room);
    lines.push_back(draw_status(paper, more_below));
    return lines;
  }

 private:
  enum class Mode { step, help, name, ask };

  // ---- Keys ----

  void press_at_step(const Press& press) {
    switch (press.key) {
      case Key::right: case Key::enter: return move(walk_.number() + 1);
      case Key::left: case Key::backspace: return move(walk_.number() - 1);
      case Key::home: return move(1);
      case Key::end: return move(walk_.length());
      case Key::up: scroll_ -= std::min<std::size_t>(scroll_, 1); return;
      case Key::down: ++scroll_; return;
      case Key::page_up: scroll_ -= std::min<std::size_t>(scroll_, 8); return;
      case Key::page_down: scroll_ += 8; return;
      case Key::character: return press_character(press.character);
      default: return;
    }
  }

  void press_character(char character) {
    scroll_ = 0;
    switch (character) {
      case ' ': return move(walk_.number() + 1);
      case 'n': return walk_.turn_by(1);
      case 'p': return walk_.turn_by(-1);
      case 'o': return walk_.leave_loop();
      case 'g': return ask("statement");
      case 'e': return ask("example");
      case 'i': return ask("name");
      case 'l': language_ = other_language(language_); return;
      case '?': case 'h': mode_ = Mode::help; return;
      case 'q': done_ = true; return;
      default: message_ = fmt::format("no such key: {}; ? shows all", character); return;
    }
  }

  void press_at_name(const Press& press) {
    const arma::mat& value = *trace::find_variable(walk_.step(), name_)->value;
    switch (press.key) {
      case Key::right: column_ = shifted(column_, 1, value.n_cols); return;
      case Key::left: column_ = shifted(column_, -1, value.n_cols); return;
      case Key::down: row_ = shifted(row_, 1, value.n_rows); return;
      case Key::up: row_ = shifted(row_, -1, value.n_rows); return;
      case Key::page_down: row_ = shifted(row_, 10, value.n_rows); return;
      case Key::page_up: row_ = shifted(row_, -10, value.n_rows); return;
      case Key::home: row_ = column_ = 0; return;
      case Key::end: row_ = value.n_rows - 1; column_ = value.n_cols - 1; return;
      default: mode_ = Mode::step;
    }
    if (press.key == Key::character && press.character == 'i') ask("name");
  }

  void press_at_prompt(const Press& press) {
    switch (press.key) {
      case Key::enter: return answer();
      case Key::escape: mode_ = Mode::step; return;
      case Key::backspace: if (!typed_.empty()) typed_.pop_back(); return;
      case Key::character: if (typed_.size() < 20) typed_ += press.character; return;
      default: return;
    }
  }

  void ask(const std::string& what) {
    asked_ = what;
    typed_.clear();
    mode_ = Mode::ask;
  }

  void answer() {
    mode_ = Mode::step;
    if (typed_.empty()) return;
    try {
      if (asked_ == "statement") return walk_.go_to_statement(trace::find_statement(typed_).number);
      if (asked_ == "example") return walk_.go_to_example(parse_example(typed_, walk_.trace().examples));
    } catch (const std::invalid_argument& refusal) {
      message_ = refusal.what();
      return;
    }
    if (!trace::find_variable(walk_.step(), typed_)) {
      message_ = fmt::format("no '{}' here; there are {}", typed_, names_of(walk_.step()));
      return;
    }
    name_ = typed_;
    row_ = column_ = 0;
    mode_ = Mode::name;
  }

  void move(arma::uword number) {
    if (number < 1) message_ = "this is the first step";
    else if (number > walk_.length()) message_ = "this is the last step; q quits";
    else walk_.go_to(number);
    scroll_ = 0;
  }

  // ---- The screen ----

  Lines draw_body(const Canvas& paper) {
    if (mode_ == Mode::help) return help_lines;
    if (mode_ == Mode::name) return draw_name(paper);
    Lines lines;
    const bool asks_for_name = mode_ == Mode::ask && asked_ == "name";
    if (asks_for_name) lines = wrap("names: " + names_of(walk_.step()), paper.width);
    if (!message_.empty()) lines = wrap(message_, paper.width);
    for (std::string& line : lines) line = paint(line, fmt::emphasis::bold, paper.color);
    const Lines page = draw_step(walk_.trace(), walk_.index(), language_, paper);
    lines.insert(lines.end(), page.begin(), page.end());
    return lines;
  }

  Lines draw_name(const Canvas& paper) {
    const trace::Variable& variable = *trace::find_variable(walk_.step(), name_);
    const arma::mat& value = *variable.value;
    if (variable.shape.empty()) return {fmt::format("{} = {}", name_, number_text(value(0), 17))};
    const std::string title = fmt::format("{} {}   {}", name_, describe_shape(variable.shape), describe_range(value));
    Lines lines = wrap(title, paper.width);
    for (std::string& line : lines) line = paint(line, heading, paper.color);
    Canvas below = paper;
    below.lines = paper.lines - static_cast<int>(lines.size());
    const Lines part = draw_part(value, row_, column_, below);
    lines.insert(lines.end(), part.begin(), part.end());
    return lines;
  }

  std::string draw_status(const Canvas& paper, bool more_below) const {
    std::string text = fmt::format("{}/{}  ", walk_.number(), walk_.length());
    if (mode_ == Mode::ask) {
      text = fmt::format("{}: {}_", asked_, typed_);
    } else if (mode_ == Mode::help) {
      text = "any key: back";
    } else if (mode_ == Mode::name) {
      text = "arrows: move   i: another name   q: back";
    } else if (paper.width < 72) {
      text += more_below ? "down: more  ? keys  q quit" : "? keys  q quit";
    } else if (more_below) {
      text += "down: more  right next  left back  g go  ? keys  q quit";
    } else {
      const char* other = language_ == Language::cpp ? "NumPy" : "C++";
      text += fmt::format("right next  g go  e example  i inspect  l {}  ? keys  q quit", other);
    }
    return paint(pad(clip(text, paper.width), paper.width), fmt::emphasis::reverse, paper.color);
  }

  Walk walk_;
  Language language_;
  Mode mode_ = Mode::step;
  std::string asked_;          // what is asked for: "statement", "example" or "name"
  std::string typed_;
  std::string message_;        // why an answer was refused; until the next key
  std::size_t scroll_ = 0;     // lines of the page above the screen
  std::string name_;           // that is looked at
  arma::uword row_ = 0, column_ = 0;  // the corner of what is seen of it
  bool done_ = false;
};

}  // namespace

Language step_by_keys(Walk walk, Language language) {
  return run_by_keys(Stepper(std::move(walk), language)).language();
}

}  // namespace gradlab::teach
