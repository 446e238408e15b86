#include "gradlab/check/telling.hpp"

#include "gradlab/check/place.hpp"

namespace gradlab::check {

Verdict verdict_at_theta(const CheckResult& result) {
  Verdict verdict = Verdict::agree;
  for (const ImplementationResult& one : result.implementations) verdict = worst_of(verdict, one.verdict);
  return verdict;
}

const CheckResult& telling_point(const CheckResult& result) {
  const Verdict at_theta = verdict_at_theta(result);
  for (const CheckResult& point : result.points) {
    if (point.verdict == result.verdict && point.verdict > at_theta) return point;
  }
  return result;
}

std::size_t number_of(const CheckResult& point, const CheckResult& result) {
  return &point == &result ? 1 : 2 + static_cast<std::size_t>(&point - result.points.data());
}

arma::uword WorstEntry::index() const { return block->first + index_in(block->block, block->worst.place); }

std::string WorstEntry::name() const { return name_entry(block->block, block->worst.place); }

WorstEntry find_worst_entry(const CheckResult& result) {
  WorstEntry worst;
  for (const ImplementationResult& implementation : result.implementations) {
    for (const BlockResult& block : implementation.blocks) {
      if (block.counts.checked == 0) continue;
      const bool worse =
          !worst.block || block.worst.verdict > worst.block->worst.verdict ||
          (block.worst.verdict == worst.block->worst.verdict &&
           share_of_tolerance_used(block.worst) > share_of_tolerance_used(worst.block->worst));
      if (worse) worst = {&implementation, &block};
    }
  }
  return worst;
}

}  // namespace gradlab::check
