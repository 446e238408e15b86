#include "gradlab/check/judgement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::check {

namespace {

using numeric::Estimate;

// Two sums of some 1e5 positive terms in different order differ by 1e-13 or so of themselves.
constexpr double cost_tolerance = 1e-10;

Verdict judge_cost(double cost, double reference, double allowed_noise) {
  if (!std::isfinite(cost) || !std::isfinite(reference)) return Verdict::undecided;
  const double allowed = cost_tolerance * std::max(std::abs(cost), std::abs(reference)) + allowed_noise;
  return std::abs(cost - reference) <= allowed ? Verdict::agree : Verdict::disagree;
}

bool is_worse(const Comparison& one, const Comparison& other) {
  if (one.verdict != other.verdict) return one.verdict > other.verdict;
  return strain(one) > strain(other);
}

void count(Verdict verdict, Counts& counts) {
  ++counts.checked;
  if (verdict == Verdict::agree) ++counts.agreeing;
  if (verdict == Verdict::disagree) ++counts.disagreeing;
  if (verdict == Verdict::undecided) ++counts.undecided;
}

BlockResult judge_block(const Stretch& stretch, const std::vector<arma::uword>& entries, const arma::vec& gradient,
                        const std::vector<Estimate>& estimates, const Tolerance& tolerance) {
  BlockResult result;
  result.block = stretch.block;
  result.floor = stretch.floor;
  result.harmless_floor = stretch.harmless_floor;
  double difference = 0;
  double sum = 0;
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    const Comparison entry = compare(stretch, entries[i], gradient(entries[i]), estimates[i], tolerance);
    if (i == stretch.begin || is_worse(entry, result.worst)) result.worst = entry;
    count(entry.verdict, result.counts);
    if (entry.numeric.has_kink()) ++result.kinks;
    difference = std::hypot(difference, distance(entry.analytic, entry.numeric));
    sum = std::hypot(sum, entry.analytic + entry.numeric.value);
  }
  result.norm_ratio = difference == 0 ? 0 : difference / sum;
  return result;
}

}  // namespace

double relative_error(const Comparison& comparison) {
  const double difference = distance(comparison.analytic, comparison.numeric);
  if (difference == 0) return 0;
  return difference / std::max(std::abs(comparison.analytic), std::abs(comparison.numeric.value));
}

double strain(const Comparison& comparison) {
  const double used = distance(comparison.analytic, comparison.numeric) + doubt(comparison.analytic, comparison.numeric);
  if (std::isnan(used)) return std::numeric_limits<double>::infinity();
  return used == 0 ? 0 : used / comparison.allowed;
}

std::vector<Stretch> split_into_blocks(const std::vector<Block>& blocks, const std::vector<arma::uword>& entries) {
  std::vector<Stretch> stretches;
  arma::uword first = 0;
  std::size_t begin = 0;
  for (const Block& block : blocks) {
    const auto end = std::lower_bound(entries.begin(), entries.end(), first + block.size());
    stretches.push_back({block, first, begin, static_cast<std::size_t>(end - entries.begin()), 0, 0});
    begin = stretches.back().end;
    first += block.size();
  }
  return stretches;
}

void set_floors(std::vector<Stretch>& stretches, const std::vector<Estimate>& estimates, const Tolerance& tolerance,
                double noise) {
  for (Stretch& stretch : stretches) {
    double largest = 0;
    for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
      const double size = std::abs(estimates[i].value);
      if (std::isfinite(size)) largest = std::max(largest, size);
    }
    stretch.floor = rounding_floor(tolerance, largest, noise);
    stretch.harmless_floor = harmless_floor(tolerance, largest, stretch.floor);
  }
}

Comparison compare(const Stretch& stretch, arma::uword index, double analytic, const Estimate& estimate,
                   const Tolerance& tolerance) {
  Comparison comparison;
  comparison.place = place_in(stretch.block, index - stretch.first_index);
  comparison.analytic = analytic;
  comparison.numeric = estimate;
  comparison.allowed = allowed_difference(tolerance, analytic, estimate.value, stretch.floor);
  comparison.seen = allowed_difference(tolerance, analytic, estimate.value, stretch.harmless_floor);
  comparison.verdict = judge(analytic, estimate, comparison.allowed, comparison.seen);
  return comparison;
}

void judge_implementation(const std::vector<Stretch>& stretches, const std::vector<arma::uword>& entries,
                          const std::vector<Estimate>& estimates, const Tolerance& tolerance, double reference_cost,
                          double noise, ImplementationResult& result) {
  result.cost_verdict = judge_cost(result.cost, reference_cost, tolerance.noise * noise);
  result.verdict = result.cost_verdict;
  for (const Stretch& stretch : stretches) {
    const BlockResult block = judge_block(stretch, entries, result.gradient, estimates, tolerance);
    result.counts.checked += block.counts.checked;
    result.counts.agreeing += block.counts.agreeing;
    result.counts.disagreeing += block.counts.disagreeing;
    result.counts.undecided += block.counts.undecided;
    if (block.counts.checked > 0) result.verdict = worst_of(result.verdict, block.worst.verdict);
    result.blocks.push_back(block);
  }
  for (const DirectionResult& direction : result.directions.blocks) {
    result.verdict = worst_of(result.verdict, direction.verdict);
  }
}

}  // namespace gradlab::check
