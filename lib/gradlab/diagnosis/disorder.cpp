#include "gradlab/diagnosis/disorder.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>

namespace gradlab::diagnosis {

using arma::mat, arma::uvec, arma::uword, arma::vec;

namespace {

bool same_multiset(const vec& one, const vec& other, const vec& allowed) {
  if (!one.is_finite() || !other.is_finite()) return false;
  const double near = allowed.max();
  const vec a = arma::sort(one), b = arma::sort(other);
  // A few values over and over are found in any order: that would say nothing.
  uword distinct = 1;
  for (uword i = 1; i < b.n_elem; ++i) distinct += b(i) - b(i - 1) > near ? 1 : 0;
  return 2 * distinct > b.n_elem && arma::abs(a - b).max() <= near;
}

// Ways in which a matrix gets out of order, with what they give.
std::vector<std::pair<std::string, mat>> disorders(const mat& M) {
  const vec by_columns = arma::vectorise(M), by_rows = arma::vectorise(M.st());
  std::vector<std::pair<std::string, mat>> all = {
      {"unrolled in the other order", arma::reshape(by_columns, M.n_cols, M.n_rows).st()},
      {"unrolled in the other order", arma::reshape(by_rows, M.n_rows, M.n_cols)},
      {"with its rows from last to first", arma::flipud(M)},
      {"with its columns from last to first", arma::fliplr(M)},
      {"with all entries from last to first", arma::flipud(arma::fliplr(M))}};
  if (M.n_rows == M.n_cols) all.emplace_back("transposed", M.st());
  for (uword k = 1; k < M.n_cols; ++k) {
    const std::string what = k == 1              ? "with its last column first"
                             : k + 1 == M.n_cols ? "with its first column last"
                                                 : "";
    all.emplace_back(what.empty() ? fmt::format("with its columns shifted by {}", k) : what,
                     arma::shift(M, static_cast<arma::sword>(k), 1));
  }
  for (uword k = 1; k < M.n_rows; ++k) {
    all.emplace_back(fmt::format("with its rows shifted by {}", k), arma::shift(M, static_cast<arma::sword>(k), 0));
  }
  return all;
}

// How the right gradient as a whole was put out of order; empty where no such order gives the claim.
std::string name_order(const DiagnosisInput& input, double near) {
  const vec& claimed = input.claimed.gradient;
  const vec& right = input.reference.gradient;
  const auto is = [&](const vec& order) { return arma::abs(claimed - order).max() <= near; };

  vec swapped, other_order, swapped_other;
  for (std::size_t b = 0; b < input.blocks.size(); ++b) {
    const Block& block = input.blocks[b];
    const vec part = right.subvec(first_of(input.blocks, b), arma::size(block.size(), 1));
    const mat matrix = to_matrix(block, part);
    const vec other = arma::vectorise(block.by_rows ? matrix : mat(matrix.st()));
    swapped = arma::join_cols(part, swapped);
    swapped_other = arma::join_cols(other, swapped_other);
    other_order = arma::join_cols(other_order, other);
  }
  if (is(arma::reverse(right))) return "from last to first";
  if (is(swapped_other)) return "with its blocks in the opposite order and each unrolled in the other order";
  if (is(swapped)) return "with its blocks in the opposite order";
  if (is(other_order)) return "unrolled in the other order";
  for (uword k = 1; k < right.n_elem && right.n_elem < 20000; ++k) {
    const bool begins =
        std::abs(claimed(k) - right(0)) <= near && std::abs(claimed(0) - right(right.n_elem - k)) <= near;
    if (begins && is(arma::shift(right, static_cast<arma::sword>(k)))) {
      return fmt::format("shifted by {} of {} places", k, right.n_elem);
    }
  }
  return "";
}

}  // namespace

std::optional<Finding> find_disorder(const BlockPart& whole, const BlockPart& wrong, const Facts& facts) {
  const auto report = [&](const std::string& how) {
    return found_in(wrong, pattern::out_of_place, fmt::format("{} is the right gradient {}", whole.block->name, how),
                    facts.statements.order);
  };
  const bool of_all = same_multiset(whole.C, whole.G, whole.allowed);
  const bool of_data = !of_all && same_multiset(whole.C - whole.P, whole.D, whole.allowed);
  if (!of_all && !of_data) return std::nullopt;
  const mat claimed = to_matrix(*whole.block, of_all ? whole.C : vec(whole.C - whole.P));
  const mat right = to_matrix(*whole.block, of_all ? whole.G : whole.D);
  const double near = whole.allowed.max();
  const std::string part = of_data ? ", before the penalty is added" : "";
  for (const auto& [how, matrix] : disorders(right)) {
    if (arma::abs(matrix - claimed).max() <= near) return report(how + part);
  }
  return report("with its entries in other places" + part);
}

std::vector<Finding> examine_order(const DiagnosisInput& input, const MatchTolerance& tolerance, const Facts& facts) {
  if (!same_multiset(input.claimed.gradient, input.reference.gradient, tolerance.match)) return {};
  const std::string how = name_order(input, tolerance.match.max());
  // A single block's own disorder is told better block by block.
  if (how.empty()) return {};
  std::vector<Finding> findings;
  for (std::size_t b = 0; b < input.blocks.size(); ++b) {
    const uvec wrong = find_wrong(input, tolerance, b);
    if (wrong.is_empty()) continue;
    Finding finding =
        found(pattern::out_of_place, fmt::format("the gradient is the right one {}", how), facts.statements.order);
    finding.where = place_of(input.blocks[b], wrong);
    findings.push_back(finding);
  }
  return findings;
}

}  // namespace gradlab::diagnosis
