#include "gradlab/check/odd_one_out.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace gradlab::check {

namespace {

enum Witness : std::size_t { first, second, numerical, nobody, all_agree };

// Who stands alone at one entry.
Witness stands_alone(double one, double other, Verdict verdict_one, Verdict verdict_other, const Floor& floor,
                     const Tolerance& tolerance) {
  if (verdict_one == Verdict::undecided || verdict_other == Verdict::undecided) return all_agree;
  if (verdict_one == verdict_other) {
    if (verdict_one == Verdict::agree) return all_agree;
    const bool twins_agree =
        std::abs(one - other) <= tolerance.relative * std::max(std::abs(one), std::abs(other)) + floor.total();
    return twins_agree ? numerical : nobody;
  }
  return verdict_one == Verdict::disagree ? first : second;
}

}  // namespace

std::vector<OddOneOut> find_odd_ones_out(const CheckResult& result) {
  std::vector<OddOneOut> found;
  if (result.implementations.size() != 2) return found;
  const ImplementationResult& one = result.implementations[0];
  const ImplementationResult& other = result.implementations[1];
  const std::array<std::string, all_agree> names = {one.name, other.name, "numerical", ""};

  Tolerance tolerance = tolerance_for(one, result.tolerance);
  tolerance.relative = std::max(tolerance.relative, tolerance_for(other, result.tolerance).relative);
  for (std::size_t b = 0; b < one.blocks.size(); ++b) {
    const BlockResult& block = one.blocks[b];
    const Floor& floor = block.floor.total() > other.blocks[b].floor.total() ? block.floor : other.blocks[b].floor;
    std::array<arma::uword, all_agree + 1> entries{};
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const arma::uword index = result.entries[i];
      ++entries[stands_alone(one.gradient(index), other.gradient(index), one.verdicts[i], other.verdicts[i], floor,
                             tolerance)];
    }
    const std::ptrdiff_t begin = std::ssize(found);
    for (std::size_t w = 0; w < all_agree; ++w) {
      if (entries[w] > 0) found.push_back({block.block.name, names[w], entries[w]});
    }
    std::stable_sort(found.begin() + begin, found.end(),
                     [](const OddOneOut& left, const OddOneOut& right) { return left.entries > right.entries; });
  }
  return found;
}

}  // namespace gradlab::check
