#include "gradlab/diagnosis/errors.hpp"

#include "gradlab/decompose.hpp"
#include "gradlab/diagnosis/tolerances.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>
#include <vector>

namespace gradlab::diagnosis {

using arma::mat, arma::uvec, arma::uword, arma::vec;

namespace {

// The claimed errors, (m, rows), where the inputs of the examples are independent and span the block's difference: the
// sum of products is right then, and what it sums can be read off.
mat recover_errors(const DiagnosisInput& input, const BlockPart& whole, const Facts& facts, std::size_t b) {
  if (b >= facts.errors.size() || b >= facts.inputs.size() || facts.errors[b].is_empty()) return {};
  const mat& inputs = facts.inputs[b];
  const vec difference = whole.difference();
  const bool fits = inputs.n_rows < inputs.n_cols && inputs.n_cols == input.blocks[b].columns;
  if (!fits || !difference.is_finite()) return {};
  const mat D = to_matrix(*whole.block, difference);
  const std::optional<mat> E =
      least_squares(inputs.st(), D.st(), static_cast<double>(inputs.n_cols) * arma::datum::eps);
  if (!E || arma::abs(E->st() * inputs - D).max() > whole.allowed.max()) return {};
  return facts.errors[b] + static_cast<double>(inputs.n_rows) * *E;
}

bool all_close(const mat& one, const mat& other) { return arma::abs(one - other).max() <= solved_number; }

// "label 1 as 3, label 2 not at all"; empty where a label's examples are not all read alike.
std::string describe_reading(const mat& targets, const uvec& labels) {
  std::vector<std::string> readings;
  for (const uword label : uvec(arma::unique(labels))) {
    const mat rows = targets.rows(uvec(arma::find(labels == label)));
    for (uword i = 1; i < rows.n_rows; ++i) {
      if (!all_close(rows.row(i), rows.row(0))) return "";
    }
    const uvec ones = arma::find(rows.row(0) > 0.5);
    if (ones.n_elem == 1 && ones(0) + 1 == label) continue;
    std::vector<uword> read;
    for (const uword one : ones) read.push_back(one + 1);
    readings.push_back(read.empty() ? fmt::format("label {} not at all", label)
                                    : fmt::format("label {} as {}", label, fmt::join(read, " and ")));
  }
  return fmt::format("{}", fmt::join(readings, ", "));
}

std::optional<Finding> explain_targets(const mat& errors, const BlockPart& a, const Facts& facts, std::size_t b) {
  if (b + 1 != facts.errors.size() || facts.targets.is_empty()) return std::nullopt;
  const mat targets = facts.targets + facts.errors[b] - errors;
  const mat rounded = arma::round(targets);
  if (!all_close(targets, rounded) || rounded.min() < 0 || rounded.max() > 1) return std::nullopt;
  std::vector<uword> wrong;
  for (uword i = 0; i < rounded.n_rows; ++i) {
    if (!all_close(rounded.row(i), facts.targets.row(i))) wrong.push_back(i);
  }
  const std::string reading = facts.labels.is_empty() ? "" : describe_reading(rounded, facts.labels);
  return found_in(a, pattern::targets,
                  reading.empty() ? fmt::format("{} {} {} targets that are not theirs", plural("example", wrong.size()),
                                                list(wrong), wrong.size() == 1 ? "has" : "have")
                                  : fmt::format("the gradient reads {}", reading),
                  a.statement);
}

}  // namespace

std::optional<Finding> find_errors(const DiagnosisInput& input, const BlockPart& whole, const BlockPart& wrong,
                                   const Facts& facts, std::size_t b) {
  const mat errors = recover_errors(input, whole, facts, b);
  if (errors.is_empty()) return std::nullopt;
  if (const auto targets = explain_targets(errors, wrong, facts, b)) return targets;
  const mat& right = facts.errors[b];
  std::vector<std::pair<std::string, mat>> forms = {{"the size of the error, without its sign", arma::abs(right)},
                                                    {"the square of the error", arma::square(right)},
                                                    {"the sign of the error", arma::sign(right)}};
  if (b + 1 == facts.errors.size() && !facts.targets.is_empty()) {
    forms.emplace_back("the output, with no target subtracted", right + facts.targets);
    forms.emplace_back("the target alone, with a minus", -facts.targets);
    forms.emplace_back("the target alone", facts.targets);
  }
  for (const auto& [what, form] : forms) {
    if (!all_close(errors, form)) continue;
    return found_in(wrong, pattern::error, fmt::format("in {} stands {}", name_area(wrong), what), wrong.statement);
  }
  return std::nullopt;
}

}  // namespace gradlab::diagnosis
