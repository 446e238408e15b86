#include "program/learn/player.hpp"

#include "program/columns.hpp"
#include "program/learn/question.hpp"
#include "program/learn/sheets.hpp"
#include "program/screen.hpp"
#include "program/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::program {

namespace {

class Player {
 public:
  Player(const ParsedLesson& lesson, const tutorials::Live& live, int section) : lesson_(lesson), live_(live) {
    section = std::clamp(section, 0, static_cast<int>(lesson.sections.size()) - 1);
    lay_out_at({section, 0, {}, nullptr});
  }

  bool play(const std::function<void(int)>& remember) {
    while (true) {
      remember(sheets_[current_].section);
      draw();
      const Press press = screen_.wait();
      if (press.key == Key::closed) return false;
      if (press.key == Key::resized) lay_out_at(sheets_[current_]);
      else if (sheets_[current_].question && !reply_.understood && press.key != Key::left) answer(press);
      else if (press.key == Key::left || press.key == Key::page_up) turn(-1);
      else if (press.key == Key::home) turn_to(0);
      else if (press.key == Key::end) turn_to(sheets_.size() - 1);
      else if (press.character == 'q') return false;
      else if (press.character == 'r') forget_answer();
      else if (is_onward(press)) {
        if (current_ + 1 == sheets_.size()) return true;
        turn(1);
      }
      if (quits_) return false;
    }
  }

 private:
  // ---- Pages ----

  static bool is_onward(const Press& press) {
    return press.key == Key::enter || press.key == Key::right || press.key == Key::page_down || press.character == ' ';
  }

  void lay_out_at(const Sheet& place) {
    window_ = screen_.window();
    page_ = {std::clamp(window_.columns - 2, 20, 78), shows_color(stdout), shows_unicode()};
    std::vector<Sheet> sheets = lay_out(lesson_, live_, page_, window_);
    current_ = find_sheet(sheets, place);
    sheets_ = std::move(sheets);
  }

  void turn(int by) {
    if (by < 0 && current_ == 0) return;
    turn_to(by < 0 ? current_ - 1 : current_ + 1);
  }

  void turn_to(std::size_t sheet) {
    current_ = sheet;
    forget_answer();
  }

  // ---- Questions ----

  void forget_answer() {
    typed_.clear();
    reply_ = {};
  }

  void answer(const Press& press) {
    const Question& question = *sheets_[current_].question;
    if (press.key == Key::right) return turn_to(std::min(current_ + 1, sheets_.size() - 1));
    if (press.key == Key::backspace && !typed_.empty()) typed_.pop_back();
    if (press.key == Key::character && typed_.size() < 30) typed_ += press.character;
    if (press.key != Key::enter) return;
    if (typed_ == "q") {
      quits_ = true;
    } else if (typed_ == "?") {
      reply_ = {true, true, tell_answer(question)};
      told_ = true;
    } else {
      told_ = false;
      reply_ = judge_answer(question, typed_);
      if (typed_.empty()) reply_.text = "Say what you think; a guess will do.";
      if (!reply_.understood) typed_.clear();
    }
  }

  std::string verdict() const {
    if (!reply_.understood) return "";
    return told_ ? "**Answer:** " : reply_.right ? "**Right.** " : "**Not so.** ";
  }

  // As many as fit, the first ones first.
  std::string keys() const {
    std::vector<std::string> hints;
    if (sheets_[current_].question && !reply_.understood) {
      const bool narrow = page_.width < 58;
      hints = {"Enter: answer", narrow ? "?: tell" : "? Enter: tell me", narrow ? "q: quit" : "q Enter: quit",
               "right: skip", "left: back"};
    } else {
      hints = {current_ + 1 == sheets_.size() ? "Enter: finish" : "Enter: next", "q: quit", "left: back"};
      if (reply_.understood && !reply_.right) hints.insert(hints.begin() + 1, "r: try again");
    }
    const std::size_t width = static_cast<std::size_t>(page_.width);
    std::string shown = hints.front();
    for (std::size_t k = 1; k < hints.size(); ++k) {
      if (shown.size() + 2 + hints[k].size() <= width) shown += "  " + hints[k];
    }
    return shown;
  }

  // ---- Drawing ----

  // The section and where we are; the lesson too, where there is room.
  std::string title() const {
    const std::size_t width = static_cast<std::size_t>(page_.width);
    const std::string count = fmt::format("  {}/{}", current_ + 1, sheets_.size());
    std::string section = lesson_.sections[static_cast<std::size_t>(sheets_[current_].section)].title;
    if (display_width(section) + count.size() > width) section = clip(section, width - count.size() - 3) + "...";
    const std::size_t used = display_width(section) + count.size();
    const std::string text = paint(section, heading, page_.color) + count;
    if (used + 3 + display_width(lesson_.title) > width) return text;
    return text + std::string(width - used - display_width(lesson_.title), ' ') +
           paint(lesson_.title, fmt::emphasis::faint, page_.color);
  }

  // What does not fit loses lines at its top, so that an answer's explanation is always seen.
  void draw() {
    const Sheet& sheet = sheets_[current_];
    std::vector<std::string> lines = {title()};
    const auto leave_space = [&] {
      if (!is_short(window_)) lines.emplace_back();
    };
    leave_space();
    lines.insert(lines.end(), sheet.lines.begin(), sheet.lines.end());
    std::size_t asked_at = 0;
    if (sheet.question) {
      leave_space();
      asked_at = lines.size();
      lines.push_back("> " + typed_);
      for (const std::string& line : render_markdown(verdict() + reply_.text, page_)) lines.push_back(line);
    }
    const std::size_t fits = static_cast<std::size_t>(std::max(window_.lines - 1, 1));
    const std::size_t lost = lines.size() - std::min(lines.size(), fits);
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(lost));
    lines.resize(fits);
    lines.push_back(paint(keys(), fmt::emphasis::faint, page_.color));
    for (std::string& line : lines) line.insert(0, " ");
    const bool is_asked = sheet.question && !reply_.understood && asked_at >= lost;
    screen_.draw(lines, is_asked ? std::optional(Cursor{asked_at - lost, typed_.size() + 3}) : std::nullopt);
  }

  const ParsedLesson& lesson_;
  const tutorials::Live& live_;
  Screen screen_{OnInterrupt::tell};
  Window window_;
  Page page_;
  std::vector<Sheet> sheets_;
  std::size_t current_ = 0;
  std::string typed_;
  Reply reply_;
  bool told_ = false;
  bool quits_ = false;
};

}  // namespace

bool play_lesson(const ParsedLesson& lesson, const tutorials::Live& live, int section,
                 const std::function<void(int section)>& remember) {
  return Player(lesson, live, section).play(remember);
}

}  // namespace gradlab::program
