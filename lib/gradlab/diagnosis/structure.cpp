#include "gradlab/diagnosis/structure.hpp"

#include "gradlab/decompose.hpp"
#include "gradlab/diagnosis/block_part.hpp"
#include "gradlab/diagnosis/disorder.hpp"
#include "gradlab/diagnosis/errors.hpp"
#include "gradlab/diagnosis/fit.hpp"
#include "gradlab/diagnosis/pattern.hpp"
#include "gradlab/check/place.hpp"
#include "gradlab/diagnosis/summands.hpp"
#include "gradlab/diagnosis/tolerances.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace gradlab::diagnosis {

using arma::mat, arma::uvec, arma::uword, arma::vec;

namespace {

// Each wrong row (or column) is the right one, or its data's part, times a factor of its own.
std::optional<Finding> find_factors(const BlockPart& a, const Facts& facts, bool of_rows) {
  std::map<uword, std::vector<uword>> lines;
  for (uword i = 0; i < a.entries.n_elem; ++i) {
    const check::Place place = check::place_in(*a.block, a.entries(i));
    lines[of_rows ? place.row : place.column].push_back(i);
  }
  if (lines.size() < 2) return std::nullopt;
  for (const bool data_only : {false, true}) {
    std::vector<std::string> factors;
    for (const auto& [line, which] : lines) {
      const BlockPart part = cut(a, uvec(which));
      const auto factor =
          data_only ? fit_one(part.C - part.P, part.D, part.allowed) : fit_one(part.C, part.G, part.allowed);
      if (!factor) break;
      factors.push_back(ratio_in_words(*factor, facts));
    }
    if (factors.size() != lines.size()) continue;
    const std::size_t shown = std::min<std::size_t>(factors.size(), 4);
    return found_in(a, pattern::factors_by_line,
                    fmt::format("the wrong {} of {} are the right ones{} times {}{}", of_rows ? "rows" : "columns",
                                name_area(a), data_only ? " before the penalty" : "",
                                fmt::join(factors.begin(), factors.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                                factors.size() > shown ? ", ..." : ""),
                    a.statement, of_rows ? "row" : "column");
  }
  return std::nullopt;
}

// Examples whose inputs alone span the difference: then only their errors are wrong.
std::vector<uword> confine_to_examples(const DiagnosisInput& input, const BlockPart& whole, const Facts& facts,
                                       std::size_t b) {
  if (b >= facts.inputs.size() || facts.inputs[b].is_empty()) return {};
  const mat& inputs = facts.inputs[b];
  const vec difference = whole.difference();
  if (!difference.is_finite() || inputs.n_cols != input.blocks[b].columns) return {};
  const mat D = to_matrix(*whole.block, difference);
  const mat basis = pivoted_qr(D.st(), std::max(weak_direction * arma::norm(difference), whole.allowed.max())).Q;
  if (basis.is_empty() || basis.n_cols >= std::min(D.n_rows, D.n_cols)) return {};
  std::vector<uword> inside;
  for (uword i = 0; i < inputs.n_rows; ++i) {
    const vec x = inputs.row(i).st();
    if (arma::norm(x - basis * (basis.st() * x)) <= solved_number * arma::norm(x)) inside.push_back(i);
  }
  const bool confined = inside.size() >= basis.n_cols && inside.size() < inputs.n_rows;
  return confined ? inside : std::vector<uword>{};
}

std::string name_wrong_share(const BlockPart& wrong, const BlockPart& whole) {
  const double largest = arma::abs(wrong.difference()).max();
  const double scale = arma::abs(whole.G.elem(arma::find_finite(whole.G))).max();
  const std::string which =
      whole.block->columns > 1 ? "" : " (" + list(std::vector<uword>(wrong.entries.begin(), wrong.entries.end())) + ")";
  return fmt::format("{} of {} entries of {} are wrong{}, by up to {:.2g} (the largest right one is {:.2g})",
                     wrong.entries.n_elem, whole.entries.n_elem, whole.block->name, which, largest, scale);
}

bool is_wrong_everywhere(const DiagnosisInput& input, const MatchTolerance& tolerance) {
  for (std::size_t b = 0; b < input.blocks.size(); ++b) {
    if (find_wrong(input, tolerance, b).n_elem < input.blocks[b].size()) return false;
  }
  return true;
}

// An error that is everywhere is confined nowhere.
std::string explain_unknown(const BlockPart& wrong, bool everywhere) {
  if (everywhere) return fmt::format("All of {} is wrong; the cause is unknown.", name_area(wrong));
  return fmt::format("The error is confined to {}; its cause is unknown.", name_area(wrong));
}

Finding unknown_finding(const DiagnosisInput& input, const MatchTolerance& tolerance, const BlockPart& wrong,
                        const BlockPart& whole, const Facts& facts, std::size_t b) {
  Finding finding;
  finding.where = place_of(*wrong.block, wrong.entries);
  finding.advice.statement = wrong.statement;
  finding.advice.explanation = explain_unknown(wrong, is_wrong_everywhere(input, tolerance));
  finding.evidence = name_wrong_share(wrong, whole);
  const std::vector<uword> examples = confine_to_examples(input, whole, facts, b);
  if (!examples.empty()) {
    finding.evidence += fmt::format("; it comes from {} {}{} only", plural("example", examples.size()), list(examples),
                                    name_group(examples, facts, "example"));
    finding.advice.statement = facts.statements.examples;
  }
  if (!finding.advice.statement.empty()) finding.advice.remedy = pattern::read_the_statements;
  return finding;
}

}  // namespace

std::vector<Finding> examine_block(const DiagnosisInput& input, const MatchTolerance& tolerance, const Parts& right,
                                   const Facts& facts, std::size_t b) {
  const BlockPart whole = whole_block(input, tolerance, right, facts, b);
  const BlockPart wrong = cut(whole, find_wrong(input, tolerance, b));
  const uword first = first_of(input.blocks, b);
  if (wrong.entries.is_empty()) return {};
  if (const auto found = find_pattern(wrong, facts)) return {*found};
  if (const auto found = find_disorder(whole, wrong, facts)) return {*found};
  if (const auto found = find_errors(input, whole, wrong, facts, b)) return {*found};
  if (const auto found = find_summands(wrong, facts, first)) return {*found};

  // The bias column and the rest may have gone wrong each in its own way.
  const uvec bias = bias_of(wrong, true), rest = bias_of(wrong, false);
  if (wrong.block->first_is_bias && !bias.is_empty() && !rest.is_empty()) {
    std::vector<Finding> findings;
    bool explained = false;
    for (const uvec& part : {bias, rest}) {
      const BlockPart area = cut(wrong, part);
      const auto found = find_pattern(area, facts);
      explained = explained || found;
      findings.push_back(found ? *found : unknown_finding(input, tolerance, area, whole, facts, b));
    }
    if (explained) return findings;
  }
  for (const bool of_rows : {true, false}) {
    if (const auto found = find_factors(wrong, facts, of_rows)) return {*found};
  }
  return {unknown_finding(input, tolerance, wrong, whole, facts, b)};
}

}  // namespace gradlab::diagnosis
