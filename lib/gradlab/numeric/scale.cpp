#include "gradlab/numeric/scale.hpp"

#include "gradlab/numeric/central.hpp"
#include "gradlab/numeric/points_in_a_row.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace gradlab::numeric {

namespace {

// Half a pair's sum and difference: what the function does alike on both sides, and what it does oppositely.
struct BothSides {
  double step = 0;
  double even = 0, odd = 0;
  double rounding = 0;

  bool is_finite() const { return std::isfinite(even) && std::isfinite(odd) && std::isfinite(rounding); }
};

BothSides look_both_ways(const AlongOneParameter& slice, double step) {
  const double up = exact_step(slice.x, step), down = exact_step(slice.x, -step);
  const Difference forward = slice.difference(up);
  const Difference backward = slice.difference(down);
  return {up, (forward.value + backward.value) / 2, (forward.value - backward.value) / 2,
          (forward.rounding + backward.rounding) / 2};
}

constexpr double scale_ratio = 32;  // between neighboring steps

// Whether the longer pair is what a straight line and a parabola through the shorter one lead to, within an eighth.
bool follows_from(const BothSides& shorter, const BothSides& longer) {
  const double growth = longer.step / shorter.step;
  const double odd = growth * shorter.odd, even = growth * growth * shorter.even;
  const double size = std::max(std::abs(longer.odd), std::abs(longer.even));
  const double slack_odd = clear_of_rounding * (growth * shorter.rounding + longer.rounding);
  const double slack_even = clear_of_rounding * (growth * growth * shorter.rounding + longer.rounding);
  return std::abs(longer.odd - odd) <= size / 8 + slack_odd && std::abs(longer.even - even) <= size / 8 + slack_even;
}

bool is_seen(const BothSides& pair) {
  return std::max(std::abs(pair.odd), std::abs(pair.even)) > clear_of_rounding * pair.rounding;
}

// The longest pair of the first row of neighbors, from `lowest` up, that follow from one another. Two links in a row
// are no chance; where there are none, as of a power of x at 0, the function has no length of its own.
std::optional<std::size_t> find_top_of_lowest_chain(const std::vector<BothSides>& pairs, std::size_t lowest) {
  for (std::size_t start = lowest; start >= 2 && start < pairs.size(); --start) {
    std::size_t top = start, seen = 0;
    while (top > 0 && pairs[top - 1].is_finite() && follows_from(pairs[top], pairs[top - 1])) {
      if (is_seen(pairs[top])) ++seen;
      --top;
    }
    if (seen >= 2) return top;
  }
  return std::nullopt;
}

// Whether the steps beyond pairs[top] leave a single stair of a cost that moves in many.
bool stands_on_stair(const AlongOneParameter& slice, const std::vector<BothSides>& pairs, std::size_t top,
                     std::size_t& evaluations) {
  const double tread = pairs[top].odd / pairs[top].step;
  for (std::size_t longer = top; longer > 0 && top - longer < 3; --longer) {
    if (find_jumps(slice, pairs[longer - 1].step, tread, evaluations).count > 1) return true;
  }
  return false;
}

}  // namespace

Scale find_scale(const AlongOneParameter& slice) {
  constexpr double longest = 1e12;
  const double unit = std::numeric_limits<double>::epsilon() * std::abs(slice.x);
  const double shortest = std::max(64 * unit, 1e-30 * slice.scale);
  Scale found{slice.scale, 0};
  const auto pair_at = [&](double step) {
    found.evaluations += 2;
    return look_both_ways(slice, step);
  };
  // Down from the slice's own scale until rounding is all that is left to see.
  std::vector<BothSides> pairs = {pair_at(slice.scale)};
  while (pairs.back().step / scale_ratio > shortest) {
    pairs.push_back(pair_at(pairs.back().step / scale_ratio));
    if (pairs.size() > 2 && !is_seen(pairs.back()) && !is_seen(pairs[pairs.size() - 2])) break;
  }
  std::optional<std::size_t> top = find_top_of_lowest_chain(pairs, pairs.size() - 1);
  // On a single stair a cost that moves in stairs is smooth too; what it does over many of them is meant.
  while (top && *top > 2 && stands_on_stair(slice, pairs, *top, found.evaluations)) {
    const std::optional<std::size_t> next = find_top_of_lowest_chain(pairs, *top - 1);
    if (!next) break;
    top = next;
  }
  if (!top) return found;
  found.length = pairs[*top].step;
  if (*top > 0) return found;
  // Nothing speaks against the slice's own scale: the function may change over a longer one still.
  BothSides before = pairs.front();
  while (before.step < longest * slice.scale) {
    const BothSides pair = pair_at(before.step * scale_ratio);
    if (!pair.is_finite() || !follows_from(before, pair)) break;
    before = pair;
  }
  found.length = before.step;
  return found;
}

double largest_change(const AlongOneParameter& slice, double step) {
  return std::fmax(std::abs(slice.difference(exact_step(slice.x, step)).value),
                   std::abs(slice.difference(exact_step(slice.x, -step)).value));
}

double typical_steepness(const AlongOneParameter& slice) { return largest_change(slice, slice.scale) / slice.scale; }

double steepness_of_first_change(const AlongOneParameter& slice) {
  constexpr double shortest = 1e-6;
  double bound = 0;
  for (double step = slice.scale; step > shortest * slice.scale; step /= 4) {
    const double change = largest_change(slice, step);
    if (!(change > 0)) break;
    bound = change / step;
  }
  return bound;
}

bool jumps_at_first_change(const AlongOneParameter& slice) {
  constexpr int halvings = 40;
  constexpr double share_of_jump = 1e-3;
  double changes = slice.scale;
  while (changes > 1e-6 * slice.scale && largest_change(slice, changes / 4) > 0) changes /= 4;
  double still = changes / 4;
  if (largest_change(slice, still) > 0) return false;
  const double whole = largest_change(slice, changes);
  for (int halving = 0; halving < halvings; ++halving) {
    const double middle = still + (changes - still) / 2;
    (largest_change(slice, middle) > 0 ? changes : still) = middle;
  }
  return largest_change(slice, changes) > share_of_jump * whole;
}

}  // namespace gradlab::numeric
