#include "gradlab/check/judgement.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::check {

namespace {

using numeric::Estimate;

Verdict judge_cost(double cost, double reference, double allowed_noise) {
  if (!std::isfinite(cost) || !std::isfinite(reference)) return Verdict::undecided;
  const double allowed = cost_tolerance * std::max(std::abs(cost), std::abs(reference)) + allowed_noise;
  return std::abs(cost - reference) <= allowed ? Verdict::agree : Verdict::disagree;
}

bool is_worse(const Comparison& one, const Comparison& other) {
  if (one.verdict != other.verdict) return one.verdict > other.verdict;
  return share_of_tolerance_used(one) > share_of_tolerance_used(other);
}

void count(Verdict verdict, Counts& counts) {
  ++counts.checked;
  if (verdict == Verdict::agree) ++counts.agreeing;
  if (verdict == Verdict::disagree) ++counts.disagreeing;
  if (verdict == Verdict::undecided) ++counts.undecided;
}

// An undecided entry that lies within what noise hides, or whose estimate tells nothing.
bool is_hidden(const Comparison& entry) {
  return entry.verdict == Verdict::undecided && std::isfinite(entry.numeric.error) &&
         distance(entry.analytic, entry.numeric) <= entry.allowed + entry.numeric.error;
}

void note_hidden(const Comparison& entry, BlockResult& block) {
  constexpr std::size_t named = 3;
  ++block.hidden;
  if (block.first_hidden.size() < named) block.first_hidden.push_back(entry.place);
}

BlockResult judge_block(BlockResult block, const CheckResult& result, const arma::vec& gradient,
                        std::vector<Verdict>& verdicts) {
  double difference = 0;
  double sum = 0;
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const arma::uword index = result.entries[i];
    const Comparison entry = compare(block, index, gradient(index), result.numerical[i], result.tolerance);
    if (i == block.begin || is_worse(entry, block.worst)) block.worst = entry;
    count(entry.verdict, block.counts);
    verdicts.push_back(entry.verdict);
    if (is_hidden(entry)) note_hidden(entry, block);
    if (entry.numeric.has_kink()) ++block.kinks;
    difference = std::hypot(difference, distance(entry.analytic, entry.numeric));
    sum = std::hypot(sum, entry.analytic + entry.numeric.value);
  }
  block.norm_ratio = difference == 0 ? 0 : difference / sum;
  return block;
}

}  // namespace

std::vector<BlockResult> split_into_blocks(const std::vector<Block>& blocks, const std::vector<arma::uword>& entries) {
  std::vector<BlockResult> parts;
  arma::uword first = 0;
  std::size_t begin = 0;
  for (const Block& block : blocks) {
    BlockResult part;
    part.block = block;
    part.first = first;
    part.begin = begin;
    first += block.size();
    while (begin < entries.size() && entries[begin] < first) ++begin;
    part.end = begin;
    parts.push_back(part);
  }
  return parts;
}

void set_floors(std::vector<BlockResult>& blocks, const std::vector<Estimate>& estimates, const Tolerance& tolerance,
                double noise) {
  for (BlockResult& block : blocks) {
    double largest = 0, largest_over_length = 0;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const double length = std::isnan(estimates[i].length) ? 1 : estimates[i].length;
      const double size = std::abs(estimates[i].value);
      if (!std::isfinite(size)) continue;
      largest = std::max(largest, size);
      largest_over_length = std::max(largest_over_length, size * length);
    }
    block.floor = make_floor(tolerance, largest, noise);
    block.floor.rounding_over_length = tolerance.absolute * largest_over_length;
  }
}

Comparison compare(const BlockResult& block, arma::uword index, double analytic, const Estimate& estimate,
                   const Tolerance& tolerance) {
  Comparison comparison;
  comparison.place = place_in(block.block, index - block.first);
  comparison.analytic = analytic;
  comparison.numeric = estimate;
  const Allowed allowed = allow(tolerance, analytic, estimate, block.floor);
  comparison.allowed = allowed.difference;
  comparison.floor = allowed.floor;
  comparison.verdict = judge(analytic, estimate, allowed);
  return comparison;
}

void judge_implementation(const CheckResult& result, const std::vector<BlockResult>& blocks,
                          ImplementationResult& implementation) {
  implementation.cost_verdict = judge_cost(implementation.cost, result.cost, result.tolerance.noise * result.noise);
  implementation.verdict = implementation.cost_verdict;
  Counts& counts = implementation.counts;
  for (const BlockResult& prepared : blocks) {
    const BlockResult block = judge_block(prepared, result, implementation.gradient, implementation.verdicts);
    counts.checked += block.counts.checked;
    counts.agreeing += block.counts.agreeing;
    counts.disagreeing += block.counts.disagreeing;
    counts.undecided += block.counts.undecided;
    if (block.counts.checked > 0) implementation.verdict = worst_of(implementation.verdict, block.worst.verdict);
    implementation.blocks.push_back(block);
  }
  for (const DirectionResult& direction : implementation.directions.blocks) {
    implementation.verdict = worst_of(implementation.verdict, direction.verdict);
  }
}

}  // namespace gradlab::check
