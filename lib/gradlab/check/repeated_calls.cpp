#include "gradlab/check/repeated_calls.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gradlab::check {

namespace {

using Numbers = std::vector<double>;

Numbers steps_between(const Numbers& answers) {
  Numbers steps;
  for (std::size_t i = 1; i < answers.size(); ++i) steps.push_back(answers[i] - answers[i - 1]);
  return steps;
}

int direction_of(double step, double allowed) { return std::abs(step) <= allowed ? 0 : step > 0 ? 1 : -1; }

bool all_of(const Numbers& steps, double from, double to) {
  return std::all_of(steps.begin(), steps.end(), [&](double step) { return step >= from && step <= to; });
}

// The steps grow, or shrink, or grow and then shrink, as those of what approaches something do.
bool have_one_summit(const Numbers& sizes, double allowed) {
  bool falls = false;
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    const int direction = direction_of(sizes[i] - sizes[i - 1], allowed);
    if (falls && direction > 0) return false;
    falls = falls || direction < 0;
  }
  return true;
}

Numbers sizes_of(Numbers steps) {
  for (double& step : steps) step = std::abs(step);
  return steps;
}

// In one direction, step by step.
bool drifts(const Numbers& steps, double allowed) {
  return (all_of(steps, -allowed, INFINITY) || all_of(steps, -INFINITY, allowed)) &&
         have_one_summit(sizes_of(steps), 2 * allowed);
}

// The last two steps are small beside the largest.
bool settles(const Numbers& steps, double allowed) {
  constexpr double small = 1.0 / 32;
  const Numbers sizes = sizes_of(steps);
  const double largest = *std::max_element(sizes.begin(), sizes.end());
  const double most = std::max(small * largest, allowed);
  return sizes.size() >= 4 && sizes[sizes.size() - 1] <= most && sizes[sizes.size() - 2] <= most;
}

// To and fro, each time less far.
bool swings_out(const Numbers& steps, double allowed) {
  constexpr double least = 0.9;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (steps[i] * steps[i - 1] > 0 || std::abs(steps[i]) > least * std::abs(steps[i - 1]) + allowed) return false;
  }
  return true;
}

// The same answers come again in turn, two or three of them.
bool comes_again(const Numbers& answers, double allowed) {
  const auto repeats = [&](std::size_t period) {
    for (std::size_t i = period; i < answers.size(); ++i) {
      if (std::abs(answers[i] - answers[i - period]) > allowed) return false;
    }
    return answers.size() >= period + 3;
  };
  return repeats(2) || repeats(3);
}

}  // namespace

Order find_order(const Numbers& answers, double allowed) {
  const Numbers steps = steps_between(answers);
  if (all_of(steps, -allowed, allowed)) return Order::steady;
  const bool has_order = drifts(steps, allowed) || settles(steps, allowed) || swings_out(steps, allowed) ||
                         comes_again(answers, allowed);
  return has_order ? Order::ordered : Order::scattered;
}

bool follows_calls(const Numbers& answers, double allowed) {
  const Numbers steps = steps_between(answers);  // elsewhere, again, elsewhere, again
  const auto is_same_way = [&](std::size_t i, std::size_t j) {
    return direction_of(steps[i], allowed) == direction_of(steps[j], allowed);
  };
  const bool stays = direction_of(steps[1], allowed) == 0 && direction_of(steps[2], allowed) == 0;
  return (is_same_way(0, 2) || stays) && is_same_way(1, 3);
}

double rate_of_settling(const Numbers& answers, double allowed) {
  const Numbers steps = steps_between(answers);
  const double last = std::abs(steps.back()), before = std::abs(steps[steps.size() - 2]);
  if (last <= allowed || before <= allowed) return 0;
  return std::min(last / before, 0.99);
}

}  // namespace gradlab::check
