#include "teach/stepper/walk.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gradlab::teach {

namespace {

using arma::uword;

// Numbers of S18-S25 held in memory at a time.
constexpr double held_numbers = 4e6;

// Statements that run together, and how often.
struct Segment {
  int first, last;
  uword turns;  // 0: once, and not in a loop

  uword width() const { return static_cast<uword>(last - first + 1); }
  uword length() const { return width() * std::max<uword>(turns, 1); }
};
using Segments = std::array<Segment, 6>;

Segments segments(uword labels, uword examples) {
  return {{{1, 9, 0}, {10, 11, labels}, {12, 13, labels}, {14, 17, 0}, {18, 25, examples}, {26, 30, 0}}};
}

const Segment& segment_around(int statement, const Segments& all) {
  return *std::find_if(all.begin(), all.end() - 1, [&](const Segment& s) { return statement <= s.last; });
}

// The first and the last statement of the loop around a statement, or of the statements between two loops.
std::pair<int, int> ends_around(int statement) {
  const Segment around = segment_around(statement, segments(1, 1));
  return {around.first, around.last};
}

// The statement and the turn of the step with this number; turns count from 1, and are 0 outside of loops.
std::pair<int, uword> find_step(uword number, const Segments& all) {
  uword rest = number - 1;
  for (const Segment& segment : all) {
    if (rest < segment.length()) {
      const uword turn = segment.turns > 0 ? rest / segment.width() + 1 : 0;
      return {segment.first + static_cast<int>(rest % segment.width()), turn};
    }
    rest -= segment.length();
  }
  return {30, 0};
}

}  // namespace

Walk::Walk(const neural_network::LayerSizes& sizes, uword examples, Tracer tracer)
    : sizes_(sizes), examples_(examples), tracer_(std::move(tracer)),
      trace_(tracer_(trace::choose_window(sizes, examples, 0, held_numbers))) {}

uword Walk::number() const { return number_of(step().statement, step().loop_count); }

uword Walk::length() const { return number_of(30, 0); }

uword Walk::number_of(int statement, uword turn) const {
  uword before = 0;
  for (const Segment& segment : segments(sizes_.num_labels, examples_)) {
    if (statement <= segment.last) {
      const uword turns_before = std::max<uword>(turn, 1) - 1;
      return before + turns_before * segment.width() + static_cast<uword>(statement - segment.first) + 1;
    }
    before += segment.length();
  }
  return before;
}

void Walk::go_to(uword number) {
  const auto wanted =
      find_step(std::clamp<uword>(number, 1, length()), segments(sizes_.num_labels, examples_));
  if (wanted.first >= 18 && wanted.second > 0) hold(example_ = wanted.second - 1);
  const auto found = std::find_if(trace_.steps.begin(), trace_.steps.end(), [&](const trace::Step& candidate) {
    return std::pair(candidate.statement, candidate.loop_count) == wanted;
  });
  index_ = static_cast<std::size_t>(found - trace_.steps.begin());
}

void Walk::go_to_statement(int statement) {
  const bool same_loop = ends_around(statement) == ends_around(step().statement);
  const bool in_loop = segment_around(statement, segments(sizes_.num_labels, examples_)).turns > 0;
  const uword turn = !in_loop ? 0 : statement < 18 ? 1 : example_ + 1;
  go_to(number_of(statement, same_loop ? step().loop_count : turn));
}

void Walk::go_to_example(uword example) {
  const int here = step().statement;
  go_to(number_of(here >= 18 && here <= 25 ? here : 18, example + 1));
}

void Walk::turn_by(int turns) {
  const uword count = step().loop_count;
  if (count == 0) return;
  const auto wanted = static_cast<std::ptrdiff_t>(count) + turns;
  const auto last = static_cast<std::ptrdiff_t>(step().loop_length);
  go_to(number_of(step().statement, static_cast<uword>(std::clamp<std::ptrdiff_t>(wanted, 1, last))));
}

void Walk::leave_loop() {
  if (step().loop_count > 0) go_to_statement(ends_around(step().statement).second + 1);
}

// Runs the loop again where the example's turn was not kept: onward from it, or up to it when going back.
void Walk::hold(uword example) {
  const trace::Window held = trace_.window;
  if (example >= held.first && example <= held.last) return;
  trace::Window window = trace::choose_window(sizes_, examples_, example, held_numbers);
  const uword room = window.last - window.first + 1;
  if (example < held.first) window = {example + 1 - std::min(example + 1, room), example};
  trace_ = tracer_(window);
}

}  // namespace gradlab::teach
