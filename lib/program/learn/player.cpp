#include "program/learn/player.hpp"

#include "program/learn/keyboard.hpp"
#include "program/learn/question.hpp"
#include "program/learn/show.hpp"
#include "program/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace gradlab::program {

namespace {

struct Sheet {
  int section = 0;
  std::size_t chunk = 0;  // the first one on it: where we are when the window changes
  std::vector<std::string> lines;
  const Question* question = nullptr;
};

constexpr int lines_around = 4;  // title, an empty line, and below an empty one and the keys

class Player {
 public:
  Player(const ParsedLesson& lesson, const tutorials::Live& live, int section) : lesson_(lesson), live_(live) {
    lay_out();
    section = std::clamp(section, 0, static_cast<int>(lesson.sections.size()) - 1);
    while (sheets_[current_].section < section) ++current_;
  }

  bool play(const std::function<void(int)>& remember) {
    while (true) {
      remember(sheets_[current_].section);
      draw();
      const Press press = keyboard_.wait();
      if (press.key == Key::quit) return false;
      if (press.key == Key::resized) lay_out_again();
      else if (sheets_[current_].question && !reply_.understood && press.key != Key::left) answer(press);
      else if (press.key == Key::left) turn(-1);
      else if (press.key == Key::home) turn_to(0);
      else if (press.key == Key::end) turn_to(sheets_.size() - 1);
      else if (press.key == Key::text && press.text == "q") return false;
      else if (press.key == Key::text && press.text == "r") forget_answer();
      else if (press.key == Key::enter || press.key == Key::right || press.text == " ") {
        if (current_ + 1 == sheets_.size()) return true;
        turn(1);
      }
      if (quits_) return false;
    }
  }

 private:
  // ---- Pages ----

  void lay_out() {
    window_ = window_of(stdout);
    page_ = {std::clamp(window_.columns - 2, 20, 78), shows_color(stdout), shows_unicode()};
    sheets_.clear();
    for (std::size_t s = 0; s < lesson_.sections.size(); ++s) fill_sheets(static_cast<int>(s));
  }

  std::size_t room() const { return static_cast<std::size_t>(std::max(window_.lines - lines_around, 4)); }

  // A chunk goes whole onto a page of its own sooner than in two; one longer than a page is cut.
  void fill_sheets(int section) {
    const int picture_lines = std::clamp(static_cast<int>(room()) - 6, 4, 16);
    std::vector<Chunk> chunks =
        show_section(lesson_.sections[static_cast<std::size_t>(section)], live_, page_, picture_lines);
    if (section == 0) put_objective_before(chunks);
    sheets_.push_back({section, 0, {}, nullptr});
    for (std::size_t c = 0; c < chunks.size(); ++c) place(chunks[c], section, c);
    if (sheets_.back().lines.empty() && sheets_.back().section == section && sheets_.size() > 1 &&
        sheets_[sheets_.size() - 2].section == section) {
      sheets_.pop_back();
    }
  }

  void put_objective_before(std::vector<Chunk>& chunks) const {
    chunks.insert(chunks.begin(), {render_markdown(lesson_.objective, page_), nullptr});
  }

  void place(const Chunk& chunk, int section, std::size_t index) {
    const std::size_t reply_room = chunk.question ? std::min<std::size_t>(room() / 3, 5) : 0;
    const auto used = [&] { return sheets_.back().lines.size(); };
    if (used() > 0 && used() + 1 + chunk.lines.size() + reply_room > room()) {
      sheets_.push_back({section, index, {}, nullptr});
    }
    if (used() > 0) sheets_.back().lines.emplace_back();
    for (const std::string& line : chunk.lines) {
      if (used() >= room()) sheets_.push_back({section, index, {}, nullptr});
      sheets_.back().lines.push_back(line);
    }
    if (!chunk.question) return;
    sheets_.back().question = chunk.question;
    sheets_.push_back({section, index + 1, {}, nullptr});
  }

  void lay_out_again() {
    const int section = sheets_[current_].section;
    const std::size_t chunk = sheets_[current_].chunk;
    const Question* question = sheets_[current_].question;
    lay_out();
    const auto is_here = [&](const Sheet& sheet) {
      return sheet.section == section && (question ? sheet.question == question : sheet.chunk >= chunk);
    };
    const auto found = std::find_if(sheets_.begin(), sheets_.end(), is_here);
    current_ = found == sheets_.end() ? sheets_.size() - 1 : static_cast<std::size_t>(found - sheets_.begin());
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
    if (press.key == Key::text && typed_.size() < 30) typed_ += press.text;
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

  std::string keys() const {
    const bool narrow = window_.columns < 60;
    if (sheets_[current_].question && !reply_.understood) {
      return narrow ? "Enter: answer  ?: tell  q: quit" : "Enter: answer   ? Enter: tell me   right: skip   left: back   q Enter: quit";
    }
    const std::string again = reply_.understood && !reply_.right ? (narrow ? "  r: again" : "   r: try again") : "";
    const std::string next = current_ + 1 == sheets_.size() ? "finish" : "next";
    return narrow ? fmt::format("Enter: {}{}  q: quit", next, again)
                  : fmt::format("Enter: {}   left: back{}   q: quit", next, again);
  }

  // ---- Drawing ----

  void draw() const {
    const Sheet& sheet = sheets_[current_];
    const std::string& title = lesson_.sections[static_cast<std::size_t>(sheet.section)].title;
    const std::string count = fmt::format("{}/{}", current_ + 1, sheets_.size());
    std::vector<std::string> lines = {paint(fit(title, static_cast<std::size_t>(page_.width) - count.size() - 2), heading,
                                            page_.color) + "  " + count, ""};
    lines.insert(lines.end(), sheet.lines.begin(), sheet.lines.end());
    std::size_t cursor = 0;
    if (sheet.question) {
      lines.emplace_back();
      lines.push_back("> " + typed_);
      cursor = lines.size();
      for (const std::string& line : render_markdown(verdict() + reply_.text, page_)) lines.push_back(line);
    }
    show(lines, cursor);
  }

  static std::string fit(const std::string& text, std::size_t columns) {
    return text.size() <= columns ? text : text.substr(0, columns - 3) + "...";
  }

  // What does not fit loses lines at its top, so that an answer's explanation is always seen.
  void show(const std::vector<std::string>& lines, std::size_t cursor) const {
    const std::size_t fits = static_cast<std::size_t>(std::max(window_.lines - 2, 1));
    const std::size_t first = lines.size() > fits ? lines.size() - fits : 0;
    std::string text = "\033[?25l\033[H\033[2J";
    for (std::size_t i = first; i < lines.size(); ++i) text += " " + lines[i] + "\r\n";
    text += fmt::format("\033[{};1H ", window_.lines) + paint(keys(), fmt::emphasis::faint, page_.color);
    if (cursor > first && !reply_.understood) {
      text += fmt::format("\033[{};{}H\033[?25h", cursor - first, typed_.size() + 4);
    }
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
  }

  const ParsedLesson& lesson_;
  const tutorials::Live& live_;
  Window window_;
  Page page_;
  std::vector<Sheet> sheets_;
  std::size_t current_ = 0;
  std::string typed_;
  Reply reply_;
  bool told_ = false;
  bool quits_ = false;
  Keyboard keyboard_;  // last: the terminal is taken when all else has been made
};

}  // namespace

bool play_lesson(const ParsedLesson& lesson, const tutorials::Live& live, int section,
                 const std::function<void(int section)>& remember) {
  return Player(lesson, live, section).play(remember);
}

}  // namespace gradlab::program
