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

BlockResult judge_block(const CheckedBlock& checked_block, const std::vector<arma::uword>& entries, const arma::vec& gradient,
                        const std::vector<Estimate>& estimates, const Tolerance& tolerance) {
  BlockResult result;
  result.block = checked_block.block;
  result.floor = checked_block.floor;
  result.harmless_floor = checked_block.harmless_floor;
  double difference = 0;
  double sum = 0;
  for (std::size_t i = checked_block.begin; i < checked_block.end; ++i) {
    const Comparison entry = compare(checked_block, entries[i], gradient(entries[i]), estimates[i], tolerance);
    if (i == checked_block.begin || is_worse(entry, result.worst)) result.worst = entry;
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

std::vector<CheckedBlock> split_into_blocks(const std::vector<Block>& blocks, const std::vector<arma::uword>& entries) {
  std::vector<CheckedBlock> blocks_checked;
  arma::uword first = 0;
  std::size_t begin = 0;
  for (const Block& block : blocks) {
    const auto end = std::lower_bound(entries.begin(), entries.end(), first + block.size());
    blocks_checked.push_back({block, first, begin, static_cast<std::size_t>(end - entries.begin()), 0, 0});
    begin = blocks_checked.back().end;
    first += block.size();
  }
  return blocks_checked;
}

void set_floors(std::vector<CheckedBlock>& blocks_checked, const std::vector<Estimate>& estimates, const Tolerance& tolerance,
                double noise) {
  for (CheckedBlock& checked_block : blocks_checked) {
    double largest = 0;
    for (std::size_t i = checked_block.begin; i < checked_block.end; ++i) {
      const double size = std::abs(estimates[i].value);
      if (std::isfinite(size)) largest = std::max(largest, size);
    }
    checked_block.floor = rounding_floor(tolerance, largest, noise);
    checked_block.harmless_floor = harmless_floor(tolerance, largest, checked_block.floor);
  }
}

Comparison compare(const CheckedBlock& checked_block, arma::uword index, double analytic, const Estimate& estimate,
                   const Tolerance& tolerance) {
  Comparison comparison;
  comparison.place = place_in(checked_block.block, index - checked_block.first_index);
  comparison.analytic = analytic;
  comparison.numeric = estimate;
  comparison.allowed = allowed_difference(tolerance, analytic, estimate.value, checked_block.floor);
  comparison.seen = allowed_difference(tolerance, analytic, estimate.value, checked_block.harmless_floor);
  comparison.verdict = judge(analytic, estimate, comparison.allowed, comparison.seen);
  return comparison;
}

void judge_implementation(const std::vector<CheckedBlock>& blocks_checked, const std::vector<arma::uword>& entries,
                          const std::vector<Estimate>& estimates, const Tolerance& tolerance, double reference_cost,
                          double noise, ImplementationResult& result) {
  result.cost_verdict = judge_cost(result.cost, reference_cost, tolerance.noise * noise);
  result.verdict = result.cost_verdict;
  for (const CheckedBlock& checked_block : blocks_checked) {
    const BlockResult block = judge_block(checked_block, entries, result.gradient, estimates, tolerance);
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
