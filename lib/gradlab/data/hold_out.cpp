#include "gradlab/data/hold_out.hpp"

#include "gradlab/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace gradlab::data {

std::pair<std::vector<arma::uword>, std::vector<arma::uword>> hold_out(std::vector<arma::uword> examples, double share,
                                                                       std::uint64_t seed) {
  const std::size_t m = examples.size();
  Random(seed).shuffle(examples);
  const auto wanted = static_cast<std::size_t>(std::lround(share * static_cast<double>(m)));
  const std::size_t held_out = share > 0 ? std::clamp<std::size_t>(wanted, 1, m) : 0;
  const auto middle = examples.begin() + static_cast<std::ptrdiff_t>(m - held_out);
  return {{examples.begin(), middle}, {middle, examples.end()}};
}

std::pair<Dataset, Dataset> hold_out(Dataset all, double share, std::uint64_t seed) {
  std::vector<arma::uword> examples(all.X.n_rows);
  std::iota(examples.begin(), examples.end(), 0);
  const auto [training, held_out] = hold_out(std::move(examples), share, seed);
  return {take(all, training), take(all, held_out)};
}

Dataset take(const Dataset& all, std::vector<arma::uword> examples) {
  std::erase_if(examples, [&](arma::uword i) { return i < all.first || i >= all.first + all.X.n_rows; });
  const arma::uvec numbers(examples);
  return {all.X.rows(numbers - all.first), all.y.elem(numbers), all.name, all.description, all.doubt, all.attribution};
}

void require_parts(const std::string& name, arma::uword examples, Part part) {
  if (examples >= part.parts) return;
  throw std::invalid_argument(
      fmt::format("{}: {} too few for {} processes; start fewer", name,
                  examples == 1 ? "1 example is" : fmt::format("{} examples are", examples), part.parts));
}

void keep_part(Dataset& dataset, Part part) {
  if (part.is_whole()) return;
  require_parts(dataset.name, dataset.X.n_rows, part);
  const Share mine = part.of(dataset.X.n_rows);
  dataset.X = arma::mat(dataset.X.rows(mine.begin, mine.end - 1));
  dataset.first = mine.begin;
}

}  // namespace gradlab::data
