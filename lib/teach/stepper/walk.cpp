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
  uword turns;  ///< 0: once, and not in a loop
};

std::array<Segment, 6> segments(uword labels, uword examples) {
  return {{{1, 9, 0}, {10, 11, labels}, {12, 13, labels}, {14, 17, 0}, {18, 25, examples}, {26, 30, 0}}};
}

uword width_of(const Segment& segment) { return static_cast<uword>(segment.last - segment.first + 1); }

uword length_of(const Segment& segment) { return width_of(segment) * std::max<uword>(segment.turns, 1); }

Segment segment_around(int statement, uword labels, uword examples) {
  const auto all = segments(labels, examples);
  return *std::find_if(all.begin(), all.end() - 1, [&](const Segment& s) { return statement <= s.last; });
}

}  // namespace

uword Route::length() const {
  uword sum = 0;
  for (const Segment& segment : segments(labels_, examples_)) sum += length_of(segment);
  return sum;
}

uword Route::number_of(const Position& position) const {
  uword before = 0;
  for (const Segment& segment : segments(labels_, examples_)) {
    if (position.statement > segment.last) {
      before += length_of(segment);
      continue;
    }
    const uword turns_before = position.turn > 0 ? position.turn - 1 : 0;
    return before + turns_before * width_of(segment) + static_cast<uword>(position.statement - segment.first) + 1;
  }
  return length();
}

Position Route::position_of(uword number) const {
  uword rest = std::clamp<uword>(number, 1, length()) - 1;
  for (const Segment& segment : segments(labels_, examples_)) {
    if (rest >= length_of(segment)) {
      rest -= length_of(segment);
      continue;
    }
    const uword turn = segment.turns > 0 ? rest / width_of(segment) + 1 : 0;
    return {segment.first + static_cast<int>(rest % width_of(segment)), turn};
  }
  return {30, 0};
}

uword Route::turns_of(int statement) const { return segment_around(statement, labels_, examples_).turns; }

Walk::Walk(const neural_network::LayerSizes& sizes, uword examples, Tracer tracer)
    : sizes_(sizes), examples_(examples), tracer_(std::move(tracer)), route_(sizes.num_labels, examples),
      trace_(tracer_(trace::choose_window(sizes, examples, 0, held_numbers))) {}

uword Walk::number() const { return route_.number_of({step().statement, step().loop_count}); }

void Walk::go_to(uword number) {
  const Position position = route_.position_of(number);
  if (position.statement >= 18 && position.turn > 0) hold(example_ = position.turn - 1);
  const auto found = std::find_if(trace_.steps.begin(), trace_.steps.end(), [&](const trace::Step& candidate) {
    return candidate.statement == position.statement && candidate.loop_count == position.turn;
  });
  index_ = static_cast<std::size_t>(found - trace_.steps.begin());
}

void Walk::go_to_statement(int statement) {
  const bool same_loop = segment_around(statement, 1, 1).first == segment_around(step().statement, 1, 1).first;
  const uword turn = route_.turns_of(statement) == 0 ? 0 : statement < 18 ? 1 : example_ + 1;
  go_to(route_.number_of({statement, same_loop ? step().loop_count : turn}));
}

void Walk::go_to_example(uword example) {
  const int here = step().statement;
  go_to(route_.number_of({here >= 18 && here <= 25 ? here : 18, example + 1}));
}

void Walk::turn_by(int turns) {
  const uword count = step().loop_count;
  if (count == 0) return;
  const auto wanted = static_cast<std::ptrdiff_t>(count) + turns;
  const auto last = static_cast<std::ptrdiff_t>(step().loop_length);
  go_to(route_.number_of({step().statement, static_cast<uword>(std::clamp<std::ptrdiff_t>(wanted, 1, last))}));
}

void Walk::leave_loop() {
  if (step().loop_count > 0) go_to_statement(segment_around(step().statement, 1, 1).last + 1);
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
