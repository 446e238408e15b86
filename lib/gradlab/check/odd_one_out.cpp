#include "gradlab/check/odd_one_out.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace gradlab::check {

namespace {

enum Witness : std::size_t { first, second, numerical, nobody, all_agree };

// Who stands alone at one entry.
Witness stands_alone(double one, double other, const numeric::Estimate& estimate, const Floor& floor,
                     const Tolerance& tolerance) {
  const auto against_numeric = [&](double analytic) {
    return judge(analytic, estimate, allow(tolerance, analytic, estimate, floor));
  };
  const Verdict verdict_one = against_numeric(one);
  const Verdict verdict_other = against_numeric(other);
  if (verdict_one == Verdict::undecided || verdict_other == Verdict::undecided) return all_agree;
  if (verdict_one == verdict_other) {
    if (verdict_one == Verdict::agree) return all_agree;
    const bool twins_agree = std::abs(one - other) <= tolerance.relative * std::max(std::abs(one), std::abs(other)) + floor.total();
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

  for (const BlockResult& block : one.blocks) {
    std::array<arma::uword, all_agree + 1> entries{};
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const arma::uword index = result.entries[i];
      ++entries[stands_alone(one.gradient(index), other.gradient(index), result.numerical[i], block.floor,
                             result.tolerance)];
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
