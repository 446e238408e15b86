#include "gradlab/numeric/step_scan.hpp"

#include "gradlab/numeric/central.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace gradlab::numeric {

namespace {

constexpr double first_scanned = 1, last_scanned = 1e-12;

struct Level {
  double step;
  Quotient quotient;

  double gap() const { return quotient.right - quotient.left; }
  double rounding_of_gap() const { return 2 * quotient.rounding; }
  bool shows_gap() const { return std::abs(gap()) > clear_of_rounding * rounding_of_gap(); }
};

// A few units in the last place of x: a shorter step would be rounded away.
double shortest_for(const AlongOneParameter& slice) {
  const double unit = std::numeric_limits<double>::epsilon() * std::abs(slice.x);
  // A function that is straight over a long way may still turn at once.
  const double usual = std::min(1.0, usual_scale(slice.x) / slice.scale);
  return std::max(last_scanned * usual, 16 * unit / slice.scale);
}

Level look(const AlongOneParameter& slice, double step) {
  const double exact = exact_step(slice.x, step);
  return {exact, central_quotient(slice, exact)};
}

std::vector<Level> look_at_all_steps(const AlongOneParameter& slice) {
  std::vector<Level> levels;
  for (double step = first_scanned; step >= shortest_for(slice); step /= 4)
    levels.push_back(look(slice, step * slice.scale));
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

// The best of the steps that agree as a smooth function's do: three extrapolations in a row agree, and the one-sided
// slopes close up. The value is NaN where no steps do.
Estimate find_plateau(const std::vector<Level>& levels) {
  constexpr double agreement = 1e-6, clear = 1e-3;
  Estimate best;
  for (std::size_t i = 2; i + 1 < levels.size(); ++i) {
    const Quotient value = extrapolate(levels[i], levels[i + 1]);
    const double spread = std::max(std::abs(value.value - extrapolate(levels[i - 1], levels[i]).value),
                                   std::abs(value.value - extrapolate(levels[i - 2], levels[i - 1]).value));
    const bool closes_up = !levels[i + 1].shows_gap() || std::abs(levels[i + 1].gap()) < std::abs(levels[i].gap()) / 2;
    const bool in_line = spread <= agreement * std::abs(value.value) && value.rounding < clear * std::abs(value.value);
    const double error = spread + value.rounding;
    if (in_line && closes_up && !(error >= best.error)) best = {value.value, error, levels[i + 1].step, 0};
  }
  return best;
}

// A slope of one side from two steps, extrapolated to step zero; `side` is Quotient::left or Quotient::right.
double extrapolate_side(const Level& level, const Level& shorter, double Quotient::* side) {
  const double ratio = level.step / shorter.step;
  return (ratio * shorter.quotient.*side - level.quotient.*side) / (ratio - 1);
}

// Whether the one-sided slopes stay apart, by the same gap, over three steps: there is a kink within their reach.
bool sees_kink(const std::vector<Level>& levels) {
  for (std::size_t i = 2; i < levels.size(); ++i) {
    const double one = levels[i - 2].gap() / levels[i - 1].gap();
    const double other = levels[i - 1].gap() / levels[i].gap();
    const bool steady = one > 0.5 && one < 2 && other > 0.5 && other < 2;
    if (steady && levels[i].shows_gap()) return true;
  }
  return false;
}

// Whether no step from `first` down contradicts a slope of one side.
bool borne_out_on_side(const std::vector<Level>& levels, std::size_t first, double Quotient::* side, double value,
                       double error) {
  for (std::size_t j = first; j < levels.size(); ++j) {
    const Quotient& shorter = levels[j].quotient;
    // A smooth function's is a third of the difference to the step before.
    const double truncation = std::abs(shorter.*side - levels[j - 1].quotient.*side) / 2;
    if (std::abs(value - shorter.*side) > error + truncation + 2 * shorter.side_rounding) return false;
  }
  return true;
}

// Shorter steps only confirm or contradict longer ones.
constexpr double shortest_of_one_side = 1e-8;

// The derivative from steps to one side, for a kink close by on the other side. All shorter steps to that side must
// confirm the value, and so must `around`, an estimate from both sides by very short steps.
Estimate find_from_one_side(const std::vector<Level>& levels, double Quotient::* side, const Estimate& around) {
  Estimate best;
  for (std::size_t i = 1; i + 1 < levels.size() && levels[i + 1].step > shortest_of_one_side; ++i) {
    const Level& shorter = levels[i + 1];
    const double value = extrapolate_side(levels[i], shorter, side);
    const double spread = std::abs(value - extrapolate_side(levels[i - 1], levels[i], side));
    const double error = spread + 2 * shorter.rounding_of_gap();
    const bool borne_out = std::isfinite(error) && std::abs(value - around.value) <= error + around.error &&
                           borne_out_on_side(levels, i + 2, side, value, error);
    if (borne_out && !(error >= best.error)) best = {value, error, shorter.step, 0};
  }
  return best;
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
  for (double Quotient::* side : {&Quotient::left, &Quotient::right}) {
    if (!sees_kink(levels)) break;
    const Estimate from_one_side = find_from_one_side(levels, side, best);
    if (from_one_side.error < best.error) best = from_one_side;
  }
  // Short steps against a plateau of longer ones: noise that was not seen, or a fine structure. Nobody can tell which.
  const Estimate plateau = find_plateau(levels);
  if (std::abs(best.value - plateau.value) > best.error + plateau.error) return {best.value};
  return plateau.error < best.error ? plateau : best;
}

// ---- Kinks ----

// Both slopes where the error is least, among the steps from `shortest_seen` up that show the gap and do not contradict
// the slopes seen there.
Estimate measure_kink(const std::vector<Level>& levels, std::size_t shortest_seen) {
  const Level& seen = levels[shortest_seen];
  Estimate best;
  for (std::size_t i = shortest_seen - 1; i >= 1 && levels[i].shows_gap(); --i) {
    const Level& level = levels[i];
    const Level& shorter = levels[i + 1];
    const double left = extrapolate_side(level, shorter, &Quotient::left);
    const double right = extrapolate_side(level, shorter, &Quotient::right);
    const double spread = std::abs(left - extrapolate_side(levels[i - 1], level, &Quotient::left)) +
                          std::abs(right - extrapolate_side(levels[i - 1], level, &Quotient::right));
    const double error = spread + 2 * shorter.rounding_of_gap();
    const double apart = std::max(std::abs(left - seen.quotient.left), std::abs(right - seen.quotient.right));
    const bool contradicts = apart > error + seen.rounding_of_gap();
    if (!contradicts && !(error >= best.error)) {
      best = {(left + right) / 2, error, shorter.step, 0, left, right, Feature::kink};
    }
  }
  return best;
}

// Looks for the shortest step that shows a gap between the slopes. The next shorter step must fail to show the gap by
// its rounding alone. The gap must not shrink with the step, as the gap of a smooth function does.
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
    return shorter_would_see || !stays || grows ? Estimate{} : measure_kink(levels, i);
  }
  return {};
}

// ---- Edges and jumps ----

// The slope of the only side that has values at short steps: three neighboring steps extrapolated to step zero twice,
// that all shorter steps bear out.
Estimate find_edge(const std::vector<Level>& levels) {
  const Quotient& last = levels.back().quotient;
  if (std::isfinite(last.left) == std::isfinite(last.right)) return {};
  double Quotient::* const side = std::isfinite(last.left) ? &Quotient::left : &Quotient::right;
  Estimate best;
  best.feature = Feature::edge;
  for (std::size_t i = 2; i + 2 < levels.size(); ++i) {
    const double one = extrapolate_side(levels[i - 1], levels[i], side);
    const double two = extrapolate_side(levels[i], levels[i + 1], side);
    const double value = two + (two - one) / 15;
    const double error = std::abs(two - one) / 4 + 4 * levels[i + 1].quotient.side_rounding;
    if (std::isfinite(error) && !(error >= best.error) && borne_out_on_side(levels, i + 2, side, value, error)) {
      best.value = value, best.error = error, best.step = levels[i + 1].step;
    }
  }
  return best;
}

// A side whose difference stays as it is over many steps, down to the shortest: there the function jumps at the point.
bool jumps_to(const std::vector<Level>& levels, double Quotient::* side) {
  constexpr std::size_t steps = 6;
  if (levels.size() <= steps) return false;
  const auto difference = [&](std::size_t i) { return levels[i].quotient.*side * levels[i].step; };
  const std::size_t last = levels.size() - 1;
  for (std::size_t i = last - steps; i <= last; ++i) {
    const bool is_seen =
        std::abs(difference(i)) > clear_of_rounding * levels[i].quotient.side_rounding * levels[i].step;
    if (!is_seen || std::abs(difference(i) - difference(last)) > std::abs(difference(last)) / 64) return false;
  }
  return true;
}

bool has_jump(const std::vector<Level>& levels) {
  return jumps_to(levels, &Quotient::left) || jumps_to(levels, &Quotient::right);
}

}  // namespace

Estimate scan(const AlongOneParameter& slice) {
  const std::vector<Level> levels = look_at_all_steps(slice);
  Estimate estimate;
  if (has_jump(levels)) {
    estimate.feature = Feature::jump;
  } else if (const Estimate edge = find_edge(levels); edge.feature == Feature::edge) {
    estimate = edge;
  } else {
    const Estimate kink = find_kink(levels);
    estimate = kink.has_kink() ? kink : find_smooth(levels);
  }
  estimate.evaluations = 2 * levels.size();
  return estimate;
}

bool is_borne_out(const AlongOneParameter& slice, const Estimate& estimate) {
  if (!std::isfinite(estimate.error)) return false;
  const double scale = slice.scale;
  const double first =
      estimate.step > last_scanned * scale ? estimate.step : 1e-5 * scale;  // the complex step has none
  const double last = shortest_for(slice) * scale;
  Level before = look(slice, first);
  for (double step = first / 32; step > last; step /= 32) {
    const Level level = look(slice, step);
    // At a step 32 times shorter a smooth function's quotient is 1,000 times nearer; that of sqrt(|x|)^3 6 times.
    const double truncation = std::abs(before.quotient.value - estimate.value) / 4;
    const double allowed = estimate.error + truncation + 2 * level.quotient.rounding;
    if (!(std::abs(level.quotient.value - estimate.value) <= allowed)) return false;
    if (level.shows_gap() && std::abs(level.gap()) > std::abs(before.gap()) / 2) return false;
    before = level;
  }
  return true;
}

}  // namespace gradlab::numeric
