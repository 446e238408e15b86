#include "teach/lessons/player.hpp"

#include "teach/lessons/pages.hpp"
#include "teach/lessons/question.hpp"
#include "terminal/canvas.hpp"
#include "terminal/screen.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::teach {

namespace {

class Player {
 public:
  Player(ParsedLesson& lesson, const Live& live, int section, Pace pace)
      : lesson_(lesson), live_(live), pace_(pace) {
    section = std::clamp(section, 0, static_cast<int>(lesson.sections.size()) - 1);
    lay_out_at({section, 0, {}, nullptr});
  }

  bool play(const PlayerNotes& notes) {
    notes_ = notes;
    while (true) {
      notes_.reached(pages_[current_].section);
      draw();
      const Press press = screen_.wait();
      if (press.key == Key::closed) return false;
      if (press.key == Key::resized) lay_out_at(pages_[current_]);
      else if (asks() && press.key != Key::left) answer(press);
      else if (press.key == Key::left || press.key == Key::page_up) turn(-1);
      else if (press.key == Key::home) turn_to(0);
      else if (press.key == Key::end) turn_to(pages_.size() - 1);
      else if (press.character == 'q') return false;
      else if (press.character == 'l') change_language();
      else if (press.character == 'r') forget_answer();
      else if (is_onward(press)) {
        if (current_ + 1 == pages_.size()) return true;
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

  void lay_out_at(const LessonPage& place) {
    window_ = screen_.window();
    page_ = window_;
    // Few words a line are read from the back of a room.
    page_.width = std::clamp(window_.width - 2, 20, pace_ == Pace::present ? 56 : 78);
    std::vector<LessonPage> pages = lay_out(lesson_, live_, page_, window_, pace_);
    current_ = find_page(pages, place);
    pages_ = std::move(pages);
  }

  void change_language() {
    lesson_.language = other_language(lesson_.language);
    lay_out_at(pages_[current_]);
  }

  // A section that has code has it in both languages.
  bool shows_code() const {
    const std::vector<Part>& parts = lesson_.sections[static_cast<std::size_t>(pages_[current_].section)].parts;
    return std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.language.has_value(); });
  }

  void turn(int by) {
    if (by < 0 ? current_ == 0 : current_ + 1 == pages_.size()) return;
    turn_to(by < 0 ? current_ - 1 : current_ + 1);
  }

  void turn_to(std::size_t page) {
    current_ = page;
    forget_answer();
  }

  // ---- Questions ----

  void forget_answer() {
    typed_.clear();
    said_.clear();
    reply_ = {};
    understood_ = told_ = false;
  }

  // Until the answer is right, or was told. After a wrong answer the next one may be typed at once.
  bool asks() const { return pages_[current_].question && !reply_.right; }

  // Nobody goes on from a wrong answer without having seen the right one.
  bool owes_answer() const { return asks() && reply_.understood; }

  void tell() {
    note(false);
    typed_.clear();
    said_.clear();
    reply_ = {true, true, tell_answer(*pages_[current_].question)};
    told_ = true;
  }

  // The first answer counts; what is missed comes back in a later lesson.
  void note(bool right) {
    const Question* question = pages_[current_].question;
    if (question->is_open) return;
    if (noted_.insert(question).second) notes_.answered(*question, right);
  }

  std::size_t longest_answer() const { return static_cast<std::size_t>(std::clamp(page_.width - 18, 16, 48)); }

  // A character may be of several bytes.
  void take_back() {
    while (!typed_.empty() && (typed_.back() & 0xC0) == 0x80) typed_.pop_back();
    if (!typed_.empty()) typed_.pop_back();
  }

  void answer(const Press& press) {
    if (press.key == Key::right || press.key == Key::page_down) return owes_answer() ? tell() : turn(1);
    if (press.key == Key::backspace) take_back();
    const bool is_text = press.key == Key::character || press.key == Key::byte;
    if (is_text && typed_.size() < longest_answer()) typed_ += press.character;
    if (press.key != Key::enter) return;
    if (typed_ == "q") quits_ = true;
    else if (typed_ == "?" || (typed_.empty() && owes_answer())) tell();
    else judge();
  }

  void judge() {
    const Reply reply = judge_answer(*pages_[current_].question, typed_);
    said_ = std::exchange(typed_, "");
    if (!reply.understood && owes_answer()) reply_.text = reply.text;
    else reply_ = reply;
    if (said_.empty() && !reply.right) reply_.text = "Say what you think; a guess will do.";
    understood_ = reply.understood;
    if (reply.understood) note(reply.right);
  }

  std::string verdict() const {
    if (pages_[current_].question->is_open) return understood_ || told_ ? "**Compare:** " : "";
    if (told_) return "**Answer:** ";
    if (!understood_) return "";
    return reply_.right ? "**Right.** " : "**Not so.** ";
  }

  // As many as fit, the first ones first.
  std::string keys(int width) const {
    std::vector<std::string> hints;
    const bool narrow = page_.width < 58;
    if (asks()) {
      const bool gives_up = owes_answer() && typed_.empty();
      hints = {gives_up ? "Enter: the answer" : "Enter: answer", narrow ? "?: tell" : "? Enter: tell me",
               narrow ? "q: quit" : "q Enter: quit", "right: skip", "left: back"};
      if (pages_[current_].question->is_open) hints[0] = "Enter: compare";
      if (owes_answer()) hints = {hints[0], "or type again", hints[2], hints[4]};
    } else {
      hints = {current_ + 1 == pages_.size() ? "Enter: finish" : "Enter: next", "q: quit", "left: back"};
      if (pages_[current_].question) hints.push_back("r: try again");
      if (shows_code()) hints.push_back(lesson_.language == Language::cpp ? "l: NumPy" : "l: C++");
    }
    return pack(hints, width).front();
  }

  // ---- Drawing ----

  // The section and where we are; the lesson too, where there is room.
  std::string title() const {
    const int width = page_.width;
    const std::string count = fmt::format("  {}/{}", current_ + 1, pages_.size());
    std::string section = lesson_.sections[static_cast<std::size_t>(pages_[current_].section)].title;
    const int room = width - display_width(count);
    if (display_width(section) > room) section = clip(section, room - 3) + "...";
    const int used = display_width(section + count);
    const std::string text = paint(section, heading, page_.color) + count;
    if (used + 3 + display_width(lesson_.title) > width) return text;
    return text + pad("", width - used - display_width(lesson_.title)) +
           paint(lesson_.title, fmt::emphasis::faint, page_.color);
  }

  // In a short window the answer is typed before the keys.
  bool asks_below() const { return asks() && is_short(window_); }

  std::string typed_line() const { return "> " + typed_; }

  // What was answered, what is said to it, and the line for an answer.
  std::vector<std::string> answer_lines() const {
    std::vector<std::string> lines;
    if (!pages_[current_].question) return lines;
    if (!said_.empty()) lines.push_back("> " + said_);
    for (const std::string& line : render_markdown(verdict() + reply_.text, page_)) lines.push_back(line);
    if (asks() && !asks_below()) lines.push_back(typed_line());
    return lines;
  }

  std::string bottom_line() const {
    const std::string before = asks_below() ? typed_line() + "  " : "";
    const std::string hints = keys(page_.width - display_width(before));
    return before + paint(hints, fmt::emphasis::faint, page_.color);
  }

  // In the middle of the window, where a class looks.
  std::vector<std::string> presented(std::vector<std::string> lines) const {
    if (pace_ == Pace::read) return lines;
    int widest = 0;
    for (const std::string& line : lines) widest = std::max(widest, display_width(line));
    const std::string margin = pad("", std::max(0, (window_.width - 2 - widest) / 2));
    for (std::string& line : lines) line.insert(0, margin);
    const int above = (window_.lines - 6 - static_cast<int>(lines.size())) / 3;
    lines.insert(lines.begin(), static_cast<std::size_t>(std::max(0, above)), "");
    return lines;
  }

  // What does not fit loses lines at its top, so that an answer's explanation is always seen.
  void draw() {
    std::vector<std::string> lines = {title()};
    const auto append = [&](const std::vector<std::string>& more) {
      if (!is_short(window_) && !more.empty()) lines.emplace_back();
      lines.insert(lines.end(), more.begin(), more.end());
    };
    append(presented(pages_[current_].lines));
    const std::vector<std::string> answered = answer_lines();
    append(answered);
    const std::size_t fits = static_cast<std::size_t>(std::max(window_.lines - 1, 1));
    const std::size_t lost = lines.size() - std::min(lines.size(), fits);
    const std::size_t asked_at = asks_below() ? fits : lines.size() - lost - 1;
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(lost));
    lines.resize(fits);
    lines.push_back(bottom_line());
    for (std::string& line : lines) line.insert(line.begin(), ' ');
    screen_.draw(lines, asks() ? std::optional(std::pair(asked_at, display_width(typed_line()) + 1)) : std::nullopt);
  }

  ParsedLesson& lesson_;
  const Live& live_;
  Pace pace_;
  Screen screen_{OnInterrupt::tell};
  Canvas window_;
  Canvas page_;
  std::vector<LessonPage> pages_;
  std::size_t current_ = 0;
  std::string typed_;
  Reply reply_;
  std::string said_;         // the last answer
  bool understood_ = false;  // the last answer was one
  bool told_ = false;
  bool quits_ = false;
  PlayerNotes notes_;
  std::set<const Question*> noted_;
};

}  // namespace

bool play_lesson(ParsedLesson& lesson, const Live& live, int section, const PlayerNotes& notes, Pace pace) {
  return Player(lesson, live, section, pace).play(notes);
}

}  // namespace gradlab::teach
