#include "gradlab/check/sample.hpp"

#include "gradlab/check/place.hpp"
#include "gradlab/random.hpp"

#include <algorithm>

namespace gradlab::check {

namespace {

using Indices = std::vector<arma::uword>;

// The parts a sample must touch: each block, its bias column apart from the rest.
std::vector<Indices> split_into_parts(const std::vector<Block>& blocks) {
  std::vector<Indices> parts;
  arma::uword first = 0;
  for (const Block& block : blocks) {
    Indices bias;
    Indices rest;
    for (arma::uword i = 0; i < block.size(); ++i) {
      const bool in_bias = block.first_is_bias && place_in(block, i).column == 0;
      (in_bias ? bias : rest).push_back(first + i);
    }
    for (Indices& part : {std::ref(bias), std::ref(rest)}) {
      if (!part.empty()) parts.push_back(std::move(part));
    }
    first += block.size();
  }
  return parts;
}

// One entry for each part, the others by size.
std::vector<arma::uword> share_out(const std::vector<Indices>& parts, arma::uword count, arma::uword total) {
  std::vector<arma::uword> shares;
  const arma::uword to_share = count > parts.size() ? count - parts.size() : 0;
  const arma::uword left_over = total - parts.size();
  arma::uword size_so_far = 0;
  arma::uword shared_so_far = 0;
  for (const Indices& part : parts) {  // running totals, so that the shares add up to the count exactly
    size_so_far += part.size() - 1;
    const arma::uword shared = left_over == 0 ? 0
                                              : static_cast<arma::uword>(static_cast<double>(to_share) *
                                                                         static_cast<double>(size_so_far) /
                                                                         static_cast<double>(left_over));
    shares.push_back(1 + shared - shared_so_far);
    shared_so_far = shared;
  }
  return shares;
}

}  // namespace

std::vector<arma::uword> choose_entries(const std::vector<Block>& blocks, arma::uword count, std::uint64_t seed) {
  std::vector<Indices> parts = split_into_parts(blocks);
  arma::uword total = 0;
  for (const Indices& part : parts) total += part.size();
  if (count == 0 || count > total) count = total;

  const std::vector<arma::uword> shares = share_out(parts, count, total);
  Random random(seed);
  Indices chosen;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const Indices some = random.sample(parts[p], shares[p]);
    chosen.insert(chosen.end(), some.begin(), some.end());
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace gradlab::check
