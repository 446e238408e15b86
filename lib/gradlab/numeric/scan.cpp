#include "gradlab/numeric/scan.hpp"

#include "gradlab/numeric/central.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace gradlab::numeric {

namespace {

constexpr double longest = 1e4, shortest = 1e-12;

// A gap between the one-sided slopes is real where it is this many times its rounding.
constexpr double clear_of_rounding = 8;

struct Level {
  double step;
  Quotient quotient;

  double gap() const { return quotient.right - quotient.left; }
  double rounding_of_gap() const { return 2 * quotient.rounding; }
  bool shows_gap() const { return std::abs(gap()) > clear_of_rounding * rounding_of_gap(); }
};

Level look(const Slice& slice, double step) {
  const double exact = exact_step(slice.x, step);
  return {exact, central_quotient(slice, exact)};
}

std::vector<Level> look_at_all_steps(const Slice& slice) {
  const double scale = std::max(1.0, std::abs(slice.x));
  std::vector<Level> levels;
  for (double step = longest; step >= shortest; step /= 4) levels.push_back(look(slice, step * scale));
  return levels;
}

// ---- Smooth ----

// Two neighboring steps extrapolated to step zero.
Quotient extrapolate(const Level& level, const Level& shorter) {
  const double ratio = level.step / shorter.step;
  const double factor = ratio * ratio;
  return {(factor * shorter.quotient.value - level.quotient.value) / (factor - 1),
          (factor * shorter.quotient.rounding + level.quotient.rounding) / (factor - 1)};
}

bool borne_out_by_shorter(const std::vector<Level>& levels, std::size_t i, const Estimate& estimate) {
  for (std::size_t j = i + 2; j < levels.size(); ++j) {
    const Quotient& shorter = levels[j].quotient;
    if (std::abs(estimate.value - shorter.value) > estimate.error + 2 * shorter.rounding) return false;
  }
  return true;
}

Estimate find_smooth(const std::vector<Level>& levels) {
  Estimate best;
  for (std::size_t i = 1; i + 1 < levels.size(); ++i) {
    const Quotient value = extrapolate(levels[i], levels[i + 1]);
    const Quotient before = extrapolate(levels[i - 1], levels[i]);
    const double spread = std::max(std::abs(value.value - levels[i + 1].quotient.value),
                                   std::abs(value.value - before.value));
    const Estimate estimate = {value.value, spread + value.rounding, levels[i + 1].step, 0};
    const bool better = std::isfinite(estimate.error) && !(estimate.error >= best.error);
    if (better && borne_out_by_shorter(levels, i, estimate)) best = estimate;
  }
  return best;
}

// ---- Kinks ----

// The shortest step at which the slopes are seen apart, if the next shorter one would have to see it too, and does not
// because of its rounding alone; and if the gap does not shrink with the step, as that of a smooth function does.
Estimate find_kink(const std::vector<Level>& levels) {
  for (std::size_t i = levels.size() - 1; i >= 2; --i) {
    const Level& level = levels[i];
    if (!level.shows_gap()) continue;
    const bool shorter_would_see =
        i + 1 < levels.size() && std::abs(level.gap()) / 2 > clear_of_rounding * levels[i + 1].rounding_of_gap();
    const bool stays = std::abs(level.gap()) > std::abs(levels[i - 1].gap()) / 2 &&
                       std::abs(levels[i - 1].gap()) > std::abs(levels[i - 2].gap()) / 2 &&
                       level.gap() * levels[i - 1].gap() > 0 && level.gap() * levels[i - 2].gap() > 0;
    const bool grows = std::abs(level.gap()) > 2 * std::abs(levels[i - 1].gap());  // a jump of the function itself
    if (shorter_would_see || !stays || grows) return {};
    const double error = std::abs(level.quotient.right - levels[i - 1].quotient.right) +
                         std::abs(level.quotient.left - levels[i - 1].quotient.left) + level.rounding_of_gap();
    return {level.quotient.value, error, level.step, 0, level.quotient.left, level.quotient.right};
  }
  return {};
}

}  // namespace

Estimate scan(const Slice& slice) {
  const std::vector<Level> levels = look_at_all_steps(slice);
  const Estimate kink = find_kink(levels);
  Estimate estimate = kink.has_kink() ? kink : find_smooth(levels);
  estimate.evaluations = 2 * levels.size();
  return estimate;
}

bool is_borne_out(const Slice& slice, const Estimate& estimate) {
  if (!std::isfinite(estimate.error)) return false;
  const double scale = std::max(1.0, std::abs(slice.x));
  const double first = estimate.step > shortest * scale ? estimate.step : 1e-5 * scale;  // the complex step has none
  Level before = look(slice, first);
  for (double step = first / 8; step > 1e-9 * scale; step /= 8) {
    const Level level = look(slice, step);
    const double truncation = std::abs(level.quotient.value - before.quotient.value);
    const double allowed = estimate.error + truncation + 2 * level.quotient.rounding;
    if (!(std::abs(level.quotient.value - estimate.value) <= allowed)) return false;
    if (level.shows_gap() && std::abs(level.gap()) > std::abs(before.gap()) / 2) return false;
    before = level;
  }
  return true;
}

}  // namespace gradlab::numeric
