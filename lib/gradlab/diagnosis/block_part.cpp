#include "gradlab/diagnosis/block_part.hpp"

#include "gradlab/check/place.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace gradlab::diagnosis {

using arma::mat, arma::uvec, arma::uword, arma::vec;

namespace {

// ":" for all of the numbers 0..count-1, "3", "1:", "[0,2:4]"; empty where they are too scattered for that.
std::string name_range(const std::vector<uword>& numbers, uword count) {
  if (numbers.size() == count) return ":";
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    const uword from = numbers[i], to = numbers[end - 1];
    if (end - i == 1) {
      parts.push_back(fmt::format("{}", from));
    } else {
      parts.push_back(to + 1 == count ? fmt::format("{}:", from) : fmt::format("{}:{}", from, to + 1));
    }
    i = end;
  }
  if (parts.size() > 2) return "";
  return parts.size() == 1 ? parts[0] : fmt::format("[{}]", fmt::join(parts, ","));
}

std::string name_area(const Block& block, const std::vector<uword>& rows, const std::vector<uword>& columns) {
  const bool all_rows = rows.size() == block.rows, all_columns = columns.size() == block.columns;
  if (all_rows && all_columns) return block.name;
  const std::string row_range = name_range(rows, block.rows), column_range = name_range(columns, block.columns);
  if (row_range.empty() || column_range.empty()) {
    return fmt::format("{} ({} of {} rows, {} of {} columns)", block.name, rows.size(), block.rows, columns.size(),
                       block.columns);
  }
  if (block.columns == 1) return fmt::format("{}({})", block.name, row_range);
  return fmt::format("{}({},{})", block.name, row_range, column_range);
}

}  // namespace

BlockPart cut(const BlockPart& area, const uvec& which) {
  return {area.block,         area.entries.elem(which), area.C.elem(which),
          area.G.elem(which), area.D.elem(which),       area.P.elem(which),
          area.T.elem(which), area.allowed.elem(which), area.statement};
}

BlockPart whole_block(const DiagnosisInput& input, const MatchTolerance& tolerance, const Parts& right,
                      const Facts& facts, std::size_t b) {
  const Block& block = input.blocks[b];
  const uword first = first_of(input.blocks, b);
  const auto part = [&](const vec& whole) { return vec(whole.subvec(first, first + block.size() - 1)); };
  BlockPart area;
  area.block = &block;
  area.entries = arma::regspace<uvec>(0, block.size() - 1);
  area.C = part(input.claimed.gradient);
  area.G = part(input.reference.gradient);
  area.P = right.penalty_gradient.is_empty() ? vec(block.size(), arma::fill::zeros) : part(right.penalty_gradient);
  area.D = area.G - area.P;
  area.T = part(input.theta);
  area.allowed = part(tolerance.match);
  if (b < facts.statements.blocks.size()) area.statement = facts.statements.blocks[b];
  return area;
}

uvec bias_of(const BlockPart& a, bool bias) {
  std::vector<uword> which;
  for (uword i = 0; i < a.entries.n_elem; ++i) {
    if ((check::place_in(*a.block, a.entries(i)).column == 0) == bias) which.push_back(i);
  }
  return uvec(which);
}

// The weights but for one column of zeros: column 0, or all others.
vec weights_of(const BlockPart& a, bool bias) {
  vec weights = a.T;
  weights.elem(bias_of(a, !bias)).zeros();
  return weights;
}

std::string name_area(const BlockPart& area) {
  const Where where = place_of(*area.block, area.entries);
  return name_area(*area.block, where.rows, where.columns);
}

std::string list(const std::vector<uword>& numbers) {
  if (numbers.size() <= 6) return fmt::format("{}", fmt::join(numbers, ", "));
  return fmt::format("{} and {} more", fmt::join(numbers.begin(), numbers.begin() + 5, ", "), numbers.size() - 5);
}

std::string plural(const std::string& noun, std::size_t count) { return count == 1 ? noun : noun + "s"; }

mat to_matrix(const Block& block, const vec& entries) {
  if (block.by_rows) return arma::reshape(entries, block.columns, block.rows).st();
  return arma::reshape(entries, block.rows, block.columns);
}

Where place_of(const Block& block, const uvec& entries) {
  std::set<uword> columns, rows;
  for (const uword entry : entries) {
    const check::Place place = check::place_in(block, entry);
    columns.insert(place.column);
    rows.insert(place.row);
  }
  return {block.name, {columns.begin(), columns.end()}, {rows.begin(), rows.end()}};
}

Finding found_in(const BlockPart& area, const Pattern& pattern, const std::string& evidence,
                 const std::string& statement, const std::string& noun) {
  Finding finding = found(pattern, evidence, statement, noun);
  finding.where = place_of(*area.block, area.entries);
  return finding;
}

std::string name_place(const Where& where, const std::vector<Block>& blocks) {
  if (where.block.empty()) return "J";
  const auto block =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& candidate) { return candidate.name == where.block; });
  return block == blocks.end() ? where.block : name_area(*block, where.rows, where.columns);
}

}  // namespace gradlab::diagnosis
