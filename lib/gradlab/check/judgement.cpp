#include "gradlab/check/judgement.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::check {

namespace {

using numeric::Estimate;

// A cost that changes is undecided within so many times the seen change.
constexpr double some_changes = 64;

Verdict judge_cost(const ImplementationResult& implementation, double reference, double allowed_noise) {
  const double cost = implementation.cost;
  if (!std::isfinite(cost) || !std::isfinite(reference)) return Verdict::undecided;
  const double share = implementation.of_cost ? implementation.of_cost->share : cost_tolerance;
  const double allowed = share * std::max(std::abs(cost), std::abs(reference)) + allowed_noise;
  if (std::abs(cost - reference) <= allowed) return Verdict::agree;
  const bool may_have_changed = std::abs(cost - reference) <= allowed + some_changes * implementation.change_of_cost;
  return may_have_changed ? Verdict::undecided : Verdict::disagree;
}

Floor floor_for(const BlockResult& block, const ImplementationResult& implementation) {
  Floor floor = block.floor;
  if (implementation.of_gradient) floor.precision = implementation.of_gradient->floor * block.largest;
  return floor;
}

Comparison compare_with(const Floor& floor, const BlockResult& block, arma::uword index, double analytic,
                        const Estimate& estimate, const Tolerance& tolerance) {
  Comparison comparison;
  comparison.place = place_in(block.block, index - block.first);
  comparison.analytic = analytic;
  comparison.numeric = estimate;
  const Allowed allowed = allow(tolerance, analytic, estimate, floor);
  comparison.allowed = allowed.difference;
  comparison.floor = allowed.floor;
  comparison.verdict = judge(analytic, estimate, allowed);
  return comparison;
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

BlockResult judge_block(BlockResult block, const CheckResult& result, const ImplementationResult& implementation,
                        std::vector<Verdict>& verdicts) {
  block.floor = floor_for(block, implementation);
  double difference = 0;
  double sum = 0;
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const arma::uword index = result.entries[i];
    const Comparison entry = compare(block, implementation, index, result.numerical[i], result.tolerance);
    if (i == block.begin || is_worse(entry, block.worst)) block.worst = entry;
    count(entry.verdict, block.counts);
    verdicts.push_back(entry.verdict);
    if (is_hidden(entry)) note_hidden(entry, block);
    if (entry.numeric.has_kink()) ++block.kinks;
    if (entry.numeric.feature == numeric::Feature::edge) ++block.edges;
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
    block.largest = largest;
    block.floor = make_floor(tolerance, largest, noise);
    block.floor.rounding_over_length = tolerance.absolute * largest_over_length;
  }
}

Comparison compare(const BlockResult& block, arma::uword index, double analytic, const Estimate& estimate,
                   const Tolerance& tolerance) {
  return compare_with(block.floor, block, index, analytic, estimate, tolerance);
}

Comparison compare(const BlockResult& block, const ImplementationResult& implementation, arma::uword index,
                   const Estimate& estimate, const Tolerance& tolerance) {
  Estimate changing = estimate;
  if (!implementation.change.is_empty()) changing.error += implementation.change(index);
  return compare_with(floor_for(block, implementation), block, index, implementation.gradient(index), changing,
                      tolerance_for(implementation, tolerance));
}

void judge_implementation(const CheckResult& result, const std::vector<BlockResult>& blocks,
                          ImplementationResult& implementation) {
  implementation.cost_verdict = judge_cost(implementation, result.cost, result.tolerance.noise * result.noise);
  implementation.verdict = implementation.cost_verdict;
  Counts& counts = implementation.counts;
  for (const BlockResult& prepared : blocks) {
    const BlockResult block = judge_block(prepared, result, implementation, implementation.verdicts);
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

Verdict judge_entry(const BlockResult& block, const CheckResult& result, std::size_t i, const Estimate& estimate,
                    const Tolerance& tolerance) {
  Verdict verdict = Verdict::agree;
  for (const ImplementationResult& claimed : result.implementations) {
    verdict = worst_of(verdict, compare(block, claimed, result.entries[i], estimate, tolerance).verdict);
  }
  return verdict;
}

std::vector<const BlockResult*> block_of_each(const std::vector<BlockResult>& blocks) {
  std::vector<const BlockResult*> block_of;
  for (const BlockResult& block : blocks) block_of.insert(block_of.end(), block.end - block.begin, &block);
  return block_of;
}

}  // namespace gradlab::check
