#include "gradlab/check/frugal.hpp"

#include "gradlab/check/refine_entry.hpp"
#include "gradlab/in_parallel.hpp"
#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/scale.hpp"
#include "gradlab/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace gradlab::check {

namespace {

using arma::uword;
using numeric::AlongOneParameter, numeric::Estimate, numeric::Feature, numeric::Quotient;

// Nothing is left to spend.
struct Spent {};

// As shares of the length over which the function changes. A central difference at the first is off by 1e-9 of a smooth
// function, and an extrapolation from the other two by less, with less rounding.
constexpr double shortest_step = 1e-4;
constexpr double step_ratio = 10;

// Costs that the noise along a parameter and the whole of refine_entry() take, mostly.
constexpr std::size_t costs_of_all_methods = 600;

double gap_of(const Quotient& quotient) { return quotient.right - quotient.left; }

// Central differences extrapolated to step zero: their error goes with the square of the step.
double extrapolate(const Quotient& near, const Quotient& far) {
  constexpr double ratio = step_ratio * step_ratio;
  return (ratio * near.value - far.value) / (ratio - 1);
}

// The gap between the two sides does not go with the step, as a smooth function's does.
bool is_rough_between(const Quotient& near, const Quotient& far) {
  const double excess = std::abs(step_ratio * gap_of(near) - gap_of(far));
  return excess > numeric::clear_of_rounding * (2 * step_ratio * near.side_rounding + 2 * far.side_rounding) &&
         excess > std::abs(gap_of(far)) / 4;
}

// The gap of a kink stays as it is, the better the shorter the steps are; noise may look so by chance.
bool keeps_gap(const Quotient& near, const Quotient& far, double slack) {
  const bool is_seen = std::abs(gap_of(near)) > numeric::clear_of_rounding * 2 * near.side_rounding;
  return is_seen && std::abs(gap_of(far) / gap_of(near) - 1) < slack;
}

Estimate with_error(double value, double error, double step) {
  Estimate estimate;
  estimate.value = value;
  estimate.error = error;
  estimate.step = step;
  return estimate;
}

// A tenth of what the extrapolation changes is far more than what it leaves.
Estimate from_two_steps(const Quotient& near, const Quotient& far, double step) {
  const double value = extrapolate(near, far);
  Estimate estimate = with_error(value, std::abs(value - near.value) / step_ratio + near.rounding, step);
  estimate.rough = is_rough_between(near, far);
  return estimate;
}

// One side's slope at step zero, from three steps: its error goes with the step, and what that leaves with the square.
Estimate from_one_side(const std::array<Quotient, 3>& at, double Quotient::* side, double step) {
  const auto to_zero = [&](std::size_t i) {
    return (step_ratio * at[i].*side - at[i + 1].*side) / (step_ratio - 1);
  };
  const double first = to_zero(0), second = first + (first - to_zero(1)) / (step_ratio * step_ratio - 1);
  return with_error(second, std::abs(second - first) / 4 + 2 * at[0].side_rounding, step);
}

Estimate at_edge(const std::array<Quotient, 3>& at, double step) {
  Estimate estimate = from_one_side(at, std::isfinite(at[0].left) ? &Quotient::left : &Quotient::right, step);
  estimate.feature = Feature::edge;
  return estimate;
}

Estimate at_kink(const std::array<Quotient, 3>& at, double step) {
  const Estimate left = from_one_side(at, &Quotient::left, step), right = from_one_side(at, &Quotient::right, step);
  Estimate estimate = with_error((left.value + right.value) / 2, left.error + right.error, step);
  estimate.left = left.value;
  estimate.right = right.value;
  estimate.feature = Feature::kink;
  return estimate;
}

// All that the steps tell of one slope: noise, swings and narrow features spread it, as they do each side differently.
Estimate from_spread(const std::array<Quotient, 3>& at, double step) {
  const auto to_zero = [&](double Quotient::* side) {
    return (step_ratio * at[0].*side - at[1].*side) / (step_ratio - 1);
  };
  const auto [low, high] = std::minmax({at[0].value, at[1].value, at[2].value, to_zero(&Quotient::left),
                                        to_zero(&Quotient::right)});
  return with_error(at[0].value, 2 * (high - low) + at[0].rounding, step);
}

Estimate from_three_steps(const std::array<Quotient, 3>& at, double step) {
  if (std::isfinite(at[0].left) != std::isfinite(at[0].right)) return at_edge(at, step);
  if (keeps_gap(at[0], at[1], 0.05) && keeps_gap(at[1], at[2], 0.5)) return at_kink(at, step);
  const Estimate one = from_two_steps(at[0], at[1], step), other = from_two_steps(at[1], at[2], step_ratio * step);
  const bool agree = std::abs(one.value - other.value) <= one.error + other.error;
  if (one.rough || !agree) return from_spread(at, step);
  return other.error < one.error && !other.rough ? other : one;
}

// Whether a far shorter step tells the same, within its rounding: the function has nothing narrower there.
bool bears_out(const Quotient& shorter, const Quotient& shortest, const Estimate& estimate) {
  const auto is_same = [&](double slope, double expected, double rounding) {
    return std::isnan(slope) || std::abs(slope - expected) <= estimate.error + 4 * rounding;
  };
  if (estimate.feature != Feature::smooth) {
    // One side's slope is off by a share of the step: 1/64 of what the shortest step's was, an eighth is allowed.
    const auto is_same_side = [&](double Quotient::* side, double expected) {
      return is_same(shorter.*side, expected, shorter.side_rounding + std::abs(shortest.*side - expected) / 32);
    };
    return is_same_side(&Quotient::left, estimate.has_kink() ? estimate.left : estimate.value) &&
           is_same_side(&Quotient::right, estimate.has_kink() ? estimate.right : estimate.value);
  }
  const bool shows_gap = std::abs(gap_of(shorter)) > numeric::clear_of_rounding * 2 * shorter.side_rounding;
  if (shows_gap && std::abs(gap_of(shorter)) > std::abs(gap_of(shortest)) / 2) return false;
  return std::isfinite(shorter.value) && is_same(shorter.value, estimate.value, shorter.rounding);
}

bool is_borne_out(const AlongOneParameter& slice, const Quotient& shortest, const Estimate& estimate, int steps = 3) {
  constexpr double shorter_by = 64;
  double step = shortest_step * slice.scale;
  for (int i = 0; i < steps; ++i) {
    step = numeric::exact_step(slice.x, step / shorter_by);
    if (step == 0) return true;  // below a unit in the last place of x
    if (!bears_out(numeric::central_quotient(slice, step), shortest, estimate)) return false;
  }
  return true;
}

// By all methods, whose errors count the noise as it is measured along this parameter; no difference is forgiven for
// it. A disagreement must be borne out by shorter steps here too; else nothing is known.
Estimate refine_with_noise(AlongOneParameter slice, const Quotient& shortest,
                           const std::vector<const numeric::Method*>& methods,
                           const std::function<Verdict(const Estimate&)>& judge) {
  slice.difference = [noise = numeric::measure_noise(slice), plain = slice.difference](double step) {
    Difference difference = plain(step);
    difference.rounding = std::max(difference.rounding, numeric::bound_of_noise * noise.at(step));
    return difference;
  };
  const auto judge_strictly = [&](Estimate estimate) {
    estimate.noise = arma::datum::nan;
    return judge(estimate);
  };
  Estimate refined = refine_entry(slice, methods.front()->estimate(slice), methods, judge_strictly).estimate;
  refined.noise = arma::datum::nan;
  if (judge(refined) == Verdict::disagree && !is_borne_out(slice, shortest, refined)) refined.error = arma::datum::nan;
  return refined;
}

}  // namespace

FrugalDerivatives::FrugalDerivatives(const Point& around, const Plan& plan, FrugalOptions options)
    : around_(around), plan_(plan), options_(std::move(options)) {
  paid_ = [this](uword k, double step) {
    if (evaluations_.fetch_add(1) >= plan_.most_costs || (options_.is_over && options_.is_over())) {
      --evaluations_;
      throw Spent{};
    }
    return around_.differences(k, step);
  };
}

AlongOneParameter FrugalDerivatives::slice_at(std::size_t i) const {
  const uword k = entries_[i];
  return numeric::slice_along(around_.objective, paid_, around_.theta, k, around_.domain.size_of(k));
}

// By the step's number: 0 is the shortest.
void FrugalDerivatives::look_at_step(std::size_t i, std::size_t number) {
  const AlongOneParameter slice = slice_at(i);
  const double step = numeric::exact_step(slice.x, shortest_step * std::pow(step_ratio, number) * slice.scale);
  if (number == 0) looks_[i].step = step;
  looks_[i].at[number] = numeric::central_quotient(slice, step);
}

bool FrugalDerivatives::look_first(std::size_t i) try {
  if (plan_.effort != Effort::four_costs) {
    look_at_step(i, 0);
    return true;
  }
  look_at_step(i, 1);
  look_at_step(i, 2);
  return true;
} catch (const Spent&) {
  return false;
}

void FrugalDerivatives::for_each(std::size_t count, const std::function<void(std::size_t)>& visit) const {
  const int threads = around_.objective.concurrent ? options_.how.threads : 1;
  in_parallel::for_each(count, threads, visit, options_.how.progress);
}

// In random order, so that those left out by want of time are a random sample's rest.
void FrugalDerivatives::look(const std::vector<uword>& entries) {
  entries_ = entries;
  looks_.assign(entries.size(), {});
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random(options_.seed).shuffle(order);
  std::vector<char> is_seen(entries.size(), 0);
  for_each(order.size(), [&](std::size_t o) { is_seen[order[o]] = look_first(order[o]); });

  std::vector<uword> seen_entries;
  std::vector<Look> seen_looks;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!is_seen[i]) continue;
    seen_entries.push_back(entries_[i]);
    seen_looks.push_back(looks_[i]);
  }
  entries_ = seen_entries;
  looks_ = seen_looks;
  estimates_.clear();
  for (std::size_t i = 0; i < entries_.size(); ++i) estimates_.push_back(estimate(i));
}

// The error of a single step is what truncation did to other entries: by how much a tenfold step changed their slope,
// as a share of bend_of(). At the step itself it is a hundredth of that; an eighth is claimed.
Estimate FrugalDerivatives::estimate(std::size_t i) const {
  const auto& [at, step] = looks_[i];
  Estimate estimate;
  if (at[0] && at[1] && at[2]) estimate = from_three_steps({*at[0], *at[1], *at[2]}, step);
  else if (at[2]) estimate = from_two_steps(*at[1], *at[2], step_ratio * shortest_step * slice_at(i).scale);
  else if (at[1]) estimate = from_two_steps(*at[0], *at[1], step);
  else estimate = with_error(at[0]->value, truncation_ * bend_of(i) / 8 + at[0]->rounding, step);
  estimate.scale = around_.domain.size_of(entries_[i]);
  for (const std::optional<Quotient>& each : at) estimate.evaluations += each ? 2 : 0;
  return estimate;
}

// How far the two sides lie apart, and the slope over the length.
double FrugalDerivatives::bend_of(std::size_t i) const {
  const Quotient& shortest = *looks_[i].at[0];
  return std::abs(gap_of(shortest)) + shortest_step * std::abs(shortest.value);
}

void FrugalDerivatives::measure_truncation() {
  for (std::size_t i = 0; i < looks_.size(); ++i) {
    if (!looks_[i].at[0] || !looks_[i].at[1]) continue;
    const double share = std::abs(looks_[i].at[1]->value - looks_[i].at[0]->value) / bend_of(i);
    if (std::isfinite(share)) truncation_ = std::max(truncation_, share);
  }
}

void FrugalDerivatives::refine(const std::function<Verdict(std::size_t, const Estimate&)>& judge_entry) {
  const auto is_open = [&](std::size_t i) {
    return estimates_[i].rough || judge_entry(i, estimates_[i]) != Verdict::agree;
  };
  // Those that disagree first: of them more must be known anyway.
  std::vector<std::size_t> probes(entries_.size());
  std::iota(probes.begin(), probes.end(), std::size_t{0});
  std::stable_partition(probes.begin(), probes.end(), is_open);
  probes.resize(std::min<std::size_t>(probes.size(), count_probes(probes.size())));
  for (const std::size_t i : probes) try {
    if (!looks_[i].at[1]) look_at_step(i, 1);
  } catch (const Spent&) {
    break;
  }
  measure_truncation();
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    estimates_[i] = estimate(i);
    if (is_open(i)) open.push_back(i);
  }
  for_each(open.size(), [&](std::size_t o) {
    const std::size_t i = open[o];
    try {
      settle(i, [&](const Estimate& estimate) { return judge_entry(i, estimate); });
    } catch (const Spent&) {
      estimates_[i].error = arma::datum::nan;  // nothing has borne it out
    }
  });
}

// Step by step as far as it takes for a verdict that stands.
void FrugalDerivatives::settle(std::size_t i, const std::function<Verdict(const Estimate&)>& judge) {
  for (const std::size_t number : {1u, 2u, 0u}) {
    if (looks_[i].at[number]) continue;
    look_at_step(i, number);
    estimates_[i] = estimate(i);
    if (estimates_[i].feature != Feature::smooth) break;
    if (!estimates_[i].rough && judge(estimates_[i]) == Verdict::agree) return;
  }
  const AlongOneParameter slice = slice_at(i);
  if (estimates_[i].feature != Feature::smooth && judge(estimates_[i]) == Verdict::agree) {
    if (is_borne_out(slice, *looks_[i].at[0], estimates_[i], 1)) return;
  }
  if (judge(estimates_[i]) == Verdict::disagree) {
    if (is_borne_out(slice, *looks_[i].at[0], estimates_[i])) return;
  } else if (estimates_[i].value == 0 && numeric::typical_steepness(slice) == 0) {
    estimates_[i].error = 0;  // the cost does not depend on the parameter
    return;
  }
  if (plan_.most_costs < evaluations_ + costs_of_all_methods) throw Spent{};
  estimates_[i] = refine_with_noise(slice, *looks_[i].at[0], choose_methods("auto", around_.objective), judge);
}

}  // namespace gradlab::check
