#include "gradlab/data/hold_out.hpp"

#include "gradlab/random.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace gradlab::data {

namespace {

Dataset take(const Dataset& all, const std::vector<arma::uword>& rows) {
  return {all.X.rows(arma::uvec(rows)), all.y.elem(arma::uvec(rows)), all.name, all.description, all.doubt,
          all.attribution};
}

}  // namespace

std::pair<Dataset, Dataset> hold_out(Dataset all, double share, std::uint64_t seed) {
  const arma::uword m = all.X.n_rows;
  std::vector<arma::uword> rows(m);
  std::iota(rows.begin(), rows.end(), 0);
  Random(seed).shuffle(rows);
  const auto wanted = static_cast<arma::uword>(std::lround(share * static_cast<double>(m)));
  const arma::uword held_out = share > 0 ? std::clamp<arma::uword>(wanted, 1, m) : 0;
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(m - held_out);
  return {take(all, {rows.begin(), middle}), take(all, {middle, rows.end()})};
}

}  // namespace gradlab::data
