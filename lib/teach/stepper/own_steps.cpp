#include "teach/stepper/own_steps.hpp"

#include "gradlab/lines/quantity.hpp"
#include "gradlab/trace/statements.hpp"
#include "teach/stepper/by_keys.hpp"
#include "terminal/matrix.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gradlab::teach {

using namespace terminal;
using lines::OwnRun, lines::OwnStep;

namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t neighbors = 2;  // statements before and behind
constexpr int least_room = 6;

void add_lines(Lines& lines, const Lines& more) { lines.insert(lines.end(), more.begin(), more.end()); }

std::string cut_to(const std::string& text, int width) { return clip(printable(text), width); }

std::string shorten(const std::string& line, int width) {
  return display_width(line) <= width ? line : clip(line, width - 3) + "...";
}

// The statement among those around it, which have a line each.
Lines draw_code(const OwnRun& run, std::size_t index, const Canvas& paper) {
  Lines drawn;
  const std::size_t first = index - std::min(index, neighbors), last = std::min(index + neighbors + 1, run.steps.size());
  for (std::size_t i = first; i < last; ++i) {
    const OwnStep& step = run.steps[i];
    const std::string line = printable(fmt::format("{} {:<9} {}", i == index ? ">" : " ", step.where, step.text));
    if (i == index) {
      for (const std::string& part : wrap(line, paper.width, Break::code, 12)) {
        drawn.push_back(paint(part, heading, paper.color));
      }
    } else {
      drawn.push_back(paint(shorten(line, paper.width), fmt::text_style(fmt::emphasis::faint), paper.color));
    }
  }
  return drawn;
}

std::string describe_standing(const OwnRun& run, const OwnStep& step) {
  const std::string ours = lines::in_names(step.ours, run.names);
  const std::size_t article = ours.starts_with("the ") ? 4 : 0;
  if (!step.expected.is_empty()) return fmt::format("not our {}", ours.substr(article));
  if (!ours.empty()) return fmt::format("right: {}", ours);
  return step.is_known ? "" : "none of our quantities";
}

Lines draw_ours(const OwnRun& run, const OwnStep& step, const Canvas& paper) {
  if (step.statement == 0) return {};
  const trace::Statement& statement = trace::find_statement(step.statement);
  const auto told = [&](std::string_view text) { return languages::rename(std::string(text), run.names); };
  const std::string what = fmt::format("ours: {}  {}  {}", statement.id(), told(statement.name), told(statement.what));
  Lines drawn = wrap(what, paper.width);
  for (std::string& line : drawn) line = paint(line, command, paper.color);
  const std::string ours = told(trace::line_in(trace::writing_of(run.language), statement));
  for (const std::string& line : wrap(ours, paper.width - 2)) drawn.push_back("  " + line);
  return drawn;
}

Lines draw_table(const std::string& title, const arma::mat& value, const arma::umat& marked, const Canvas& paper) {
  if (value.n_elem == 1) return {paint(fmt::format("{} = {}", title, number_text(value(0), 10)), heading, paper.color)};
  Lines drawn = {paint(cut_to(fmt::format("{} ({}, {})", title, value.n_rows, value.n_cols), paper.width), heading,
                       paper.color)};
  add_lines(drawn, draw_matrix(value, marked, paper));
  return drawn;
}

// Entries that are not ours.
arma::umat differing(const arma::mat& value, const arma::mat& expected) {
  return arma::abs(value - expected) > 1e-9 * std::max(1e-3, arma::abs(expected).max());
}

Lines side_by_side(const Lines& left, const Lines& right, int width) {
  Lines both;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    both.push_back(pad(i < left.size() ? left[i] : "", width) + (i < right.size() ? right[i] : ""));
  }
  return both;
}

Lines draw_values(const OwnStep& step, std::size_t turn, const Canvas& paper, int room) {
  const arma::mat& value = step.values[turn];
  Canvas below = paper;
  below.lines = std::max(room - 1, least_room);
  const std::string yours = "your " + step.variable;
  if (step.expected.is_empty()) return draw_table(yours, value, {}, below);
  const arma::umat marked = differing(value, step.expected);
  const bool has_room = paper.width >= 72;
  if (!has_room) below.lines = std::max(below.lines / 2, least_room);
  else below.width = paper.width / 2 - 1;
  const Lines left = draw_table(yours, value, marked, below);
  const Lines right = draw_table("ours", step.expected, marked, below);
  if (has_room) return side_by_side(left, right, paper.width / 2 + 1);
  Lines both = left;
  add_lines(both, right);
  return both;
}

}  // namespace

Lines draw_own_step(const OwnRun& run, std::size_t index, std::size_t turn, const Canvas& paper) {
  const OwnStep& step = run.steps.at(index);
  std::string head = fmt::format("{}, {}  {}", step.where, step.function, step.variable);
  if (step.values.size() > 1) head += fmt::format("   turn {} of {}", turn + 1, step.values.size());
  const std::string standing = describe_standing(run, step);
  if (!standing.empty()) head += "   " + standing;
  Lines drawn = {paint(cut_to(head, paper.width), heading, paper.color)};
  add_lines(drawn, draw_code(run, index, paper));
  add_lines(drawn, draw_ours(run, step, paper));
  drawn.emplace_back();
  add_lines(drawn, draw_values(step, turn, paper, paper.lines - static_cast<int>(drawn.size())));
  return drawn;
}

namespace {

class OwnStepper {
 public:
  explicit OwnStepper(const OwnRun& run) : run_(run) {}

  bool is_done() const { return done_; }

  void press(const Press& press) {
    if (press.key == Key::resized || press.key == Key::nothing) return;
    message_.clear();
    switch (press.key) {
      case Key::closed: done_ = true; return;
      case Key::right: case Key::enter: return move(1);
      case Key::left: case Key::backspace: return move(-1);
      case Key::home: index_ = turn_ = 0; return;
      case Key::end: index_ = run_.steps.size() - 1; turn_ = 0; return;
      case Key::down: ++scroll_; return;
      case Key::up: scroll_ -= std::min<std::size_t>(scroll_, 1); return;
      case Key::character: return press_character(press.character);
      default: return;
    }
  }

  // As many lines as the paper has; the last one shows the number of the step, and the keys.
  Lines draw(const Canvas& paper) {
    Canvas body = paper;
    body.lines = paper.lines - 1;
    Lines drawn = draw_own_step(run_, index_, turn_, body);
    const auto room = static_cast<std::size_t>(body.lines);
    scroll_ = std::min(scroll_, drawn.size() > room ? drawn.size() - room : 0);
    drawn.erase(drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(scroll_));
    drawn.resize(room);
    const std::string keys = message_.empty() ? "right next  left back  w first not ours  n, p turn  q quit" : message_;
    const std::string status = fmt::format("{}/{}  {}", index_ + 1, run_.steps.size(), keys);
    drawn.push_back(paint(pad(clip(status, paper.width), paper.width), fmt::emphasis::reverse, paper.color));
    return drawn;
  }

 private:
  void press_character(char character) {
    switch (character) {
      case ' ': return move(1);
      case 'n': return turn(1);
      case 'p': return turn(-1);
      case 'w': return go_to_wrong();
      case 'q': done_ = true; return;
      case '?': message_ = "right, left: step  home, end  up, down: scroll  n, p: turn  w  q"; return;
      default: message_ = fmt::format("no such key: {}; ? shows all", character);
    }
  }

  void move(int by) {
    const auto wanted = static_cast<std::ptrdiff_t>(index_) + by;
    if (wanted < 0) message_ = "this is the first step";
    else if (wanted >= static_cast<std::ptrdiff_t>(run_.steps.size())) message_ = "this is the last step; q quits";
    else index_ = static_cast<std::size_t>(wanted), turn_ = scroll_ = 0;
  }

  void turn(int by) {
    const auto last = static_cast<std::ptrdiff_t>(run_.steps[index_].values.size()) - 1;
    turn_ = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(turn_) + by, 0, last));
  }

  void go_to_wrong() {
    const auto wrong = std::find_if(run_.steps.begin(), run_.steps.end(),
                                    [](const OwnStep& step) { return !step.expected.is_empty(); });
    const auto other = std::find_if(run_.steps.begin(), run_.steps.end(),
                                    [](const OwnStep& step) { return !step.is_known; });
    const auto found = wrong != run_.steps.end() ? wrong : other;
    if (found == run_.steps.end()) message_ = "every value here is one of ours; gradlab check judges the result";
    else index_ = static_cast<std::size_t>(found - run_.steps.begin()), turn_ = scroll_ = 0;
  }

  const OwnRun& run_;
  std::size_t index_ = 0, turn_ = 0, scroll_ = 0;
  std::string message_;
  bool done_ = false;
};

}  // namespace

void step_own_by_keys(const OwnRun& run) { run_by_keys(OwnStepper(run)); }

}  // namespace gradlab::teach
