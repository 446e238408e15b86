#include "gradlab/check/odd_one_out.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gradlab::check {

namespace {

enum Witness : std::size_t { first, second, numerical, nobody, all_agree };

// Who stands alone at one entry.
Witness stands_alone(double one, double other, const numeric::Estimate& estimate, double floor,
                     const Tolerance& tolerance) {
  const auto against_numeric = [&](double analytic) {
    return judge(analytic, estimate, allowed_difference(tolerance, analytic, estimate.value, floor));
  };
  const Verdict verdict_one = against_numeric(one);
  const Verdict verdict_other = against_numeric(other);
  if (verdict_one == Verdict::undecided || verdict_other == Verdict::undecided) return all_agree;
  if (verdict_one == verdict_other) {
    if (verdict_one == Verdict::agree) return all_agree;
    const bool twins_agree = std::abs(one - other) <= allowed_difference(tolerance, one, other, floor);
    return twins_agree ? numerical : nobody;
  }
  return verdict_one == Verdict::disagree ? first : second;
}

}  // namespace

std::vector<OddOneOut> find_dissents(const std::vector<Block>& blocks, const CheckResult& result,
                                   const Tolerance& tolerance) {
  std::vector<OddOneOut> dissents;
  if (result.implementations.size() != 2) return dissents;
  const ImplementationResult& one = result.implementations[0];
  const ImplementationResult& other = result.implementations[1];

  arma::uword end_of_block = 0;
  std::size_t i = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    end_of_block += block.size();
    const std::size_t begin = i;
    while (i < result.entries.size() && result.entries[i] < end_of_block) ++i;
    std::array<arma::uword, all_agree + 1> entries{};
    for (std::size_t e = begin; e < i; ++e) {
      const arma::uword index = result.entries[e];
      ++entries[stands_alone(one.gradient(index), other.gradient(index), result.numerical[e], one.blocks[b].floor,
                              tolerance)];
    }
    const std::array<std::string, all_agree> names = {one.name, other.name, "numerical", ""};
    const std::size_t begin_of_block = dissents.size();
    for (std::size_t w = 0; w < all_agree; ++w) {
      if (entries[w] > 0) dissents.push_back({block.name, names[w], entries[w]});
    }
    std::stable_sort(dissents.begin() + static_cast<std::ptrdiff_t>(begin_of_block), dissents.end(),
                     [](const OddOneOut& one_of, const OddOneOut& next) { return one_of.entries > next.entries; });
  }
  return dissents;
}

}  // namespace gradlab::check
