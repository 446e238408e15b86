#include "gradlab/diagnosis/summands.hpp"

#include "gradlab/decompose.hpp"
#include "gradlab/diagnosis/fit.hpp"
#include "gradlab/diagnosis/pattern.hpp"
#include "gradlab/diagnosis/name_number.hpp"
#include "gradlab/diagnosis/tolerances.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace gradlab::diagnosis {

using arma::mat, arma::uvec, arma::uword, arma::vec;

std::string name_group(const std::vector<uword>& which, const Facts& facts, const std::string& noun) {
  if (noun != "example" || facts.labels.is_empty() || which.empty()) return "";
  const uword label = facts.labels(which[0]);
  const uvec group = arma::find(facts.labels == label);
  if (group.n_elem != which.size()) return "";
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (group(i) != which[i]) return "";
  }
  return fmt::format(" (all those with label {})", label);
}

namespace {

// How often each summand is in the area; 1 is right.
std::optional<vec> count_summands(const BlockPart& a, const Summands& summands, uword first) {
  const double numbers = static_cast<double>(summands.count) * static_cast<double>(a.C.n_elem);
  if (numbers > 2e6 || summands.count + 3 > a.C.n_elem) return std::nullopt;
  mat each(a.C.n_elem, summands.count);
  for (uword i = 0; i < summands.count; ++i) {
    const vec whole = summands.gradient(i);
    each.col(i) = whole.elem(a.entries + first);
  }
  return fit(a.C - a.P, each, a.allowed);
}

// The few summands, at most three, that are in the difference.
std::optional<vec> find_few_summands(const BlockPart& a, const Summands& summands, uword first) {
  if (a.C.n_elem < 6 || !a.C.is_finite()) return std::nullopt;
  vec counts(summands.count, arma::fill::ones);
  vec rest = a.difference();
  mat chosen;
  std::vector<uword> which;
  for (int round = 0; round < 3; ++round) {
    double best = 0;
    uword index = 0;
    vec best_column;
    for (uword i = 0; i < summands.count; ++i) {
      const vec column = vec(summands.gradient(i)).elem(a.entries + first);
      const double size = arma::norm(column);
      const double cosine = size > 0 ? std::abs(arma::dot(column, rest)) / size : 0;
      if (cosine > best) {
        best = cosine;
        index = i;
        best_column = column;
      }
    }
    if (best_column.is_empty() || std::find(which.begin(), which.end(), index) != which.end()) return std::nullopt;
    which.push_back(index);
    chosen = arma::join_rows(chosen, best_column);
    if (const auto fitted = fit(a.difference(), chosen, a.allowed)) {
      for (std::size_t i = 0; i < which.size(); ++i) counts(which[i]) += (*fitted)(i);
      return counts;
    }
    const std::optional<mat> solution = least_squares(chosen, a.difference(), arma::datum::eps);
    if (!solution) return std::nullopt;
    rest = a.difference() - chosen * *solution;
  }
  return std::nullopt;
}

bool is_about(double value, double wanted) {
  return std::abs(value - wanted) <= solved_number * std::max(1.0, std::abs(wanted));
}

double most_common(const vec& counts) {
  double common = counts(0);
  uword most = 0;
  for (const double candidate : counts) {
    uword same = 0;
    for (const double count : counts) same += is_about(count, candidate) ? 1 : 0;
    if (same > most && !is_about(candidate, 0)) {
      most = same;
      common = candidate;
    }
  }
  return common;
}

bool is_linear(const vec& counts) {
  if (counts.n_elem < 3) return false;
  const vec steps = arma::diff(counts);
  return std::abs(steps(0)) > solved_number &&
         arma::abs(steps - steps(0)).max() <= solved_number * arma::abs(counts).max();
}

bool is_geometric(const vec& counts) {
  if (counts.n_elem < 4 || arma::abs(counts).min() == 0) return false;
  const vec ratios = counts.tail(counts.n_elem - 1) / counts.head(counts.n_elem - 1);
  return std::abs(ratios(0) - 1) > solved_number &&
         arma::abs(ratios - ratios(0)).max() <= solved_number * std::abs(ratios(0));
}

// "example 3 is", "examples 0, 4 are", with the name of the group where it has one.
std::string name_summands(const std::vector<uword>& which, const Facts& facts, const std::string& noun,
                          const char* of_one, const char* of_many) {
  return fmt::format("{} {} {}{}", plural(noun, which.size()), list(which), which.size() == 1 ? of_one : of_many,
                     name_group(which, facts, noun));
}

// What the few counts that are not the common one have in common.
Finding explain_odd_counts(const BlockPart& a, const vec& counts, const std::string& noun, const Facts& facts,
                           const std::string& statement) {
  const auto report = [&](const Pattern& pattern, const std::string& evidence) {
    return found_in(a, pattern, fmt::format("in {} {}", name_area(a), evidence), statement, noun);
  };
  const double common = most_common(counts);
  std::vector<uword> missing, doubled, odd;
  for (uword i = 0; i < counts.n_elem; ++i) {
    if (is_about(counts(i), common)) continue;
    (is_about(counts(i), 0) ? missing : is_about(counts(i), 2 * common) ? doubled : odd).push_back(i);
  }
  const std::string others =
      is_about(common, 1) ? "" : fmt::format("; the others count {} times", ratio_in_words(common, facts));
  if (odd.empty() && !missing.empty() && doubled.empty()) {
    return report(pattern::missing, name_summands(missing, facts, noun, "is missing", "are missing") + others);
  }
  if (odd.empty() && missing.empty() && !doubled.empty()) {
    return report(pattern::doubled, name_summands(doubled, facts, noun, "counts twice", "count twice") + others);
  }
  std::vector<std::string> shown;
  for (uword i = 0; i < std::min<uword>(counts.n_elem, 6); ++i) shown.push_back(fmt::format("{:.6g}", counts(i)));
  return report(pattern::unequal, fmt::format("the {}s count {}{} times", noun, fmt::join(shown, ", "),
                                              counts.n_elem > 6 ? ", ..." : ""));
}

Finding explain_counts(const BlockPart& a, const vec& counts, const std::string& noun, const Facts& facts) {
  const std::string statement = noun == "example" ? facts.statements.examples : facts.statements.labels;
  const std::string in = fmt::format("in {} ", name_area(a));
  if (is_linear(counts)) {
    const std::string first = noun == "example" ? ratio_in_words(counts(0), facts) : fmt::format("{:.6g}", counts(0));
    return found_in(
        a, pattern::running_sum,
        in + fmt::format("{0} 0 counts {1} times, {0} 1 {2:.6g} times, and so on evenly", noun, first, counts(1)),
        statement, noun);
  }
  if (is_geometric(counts)) {
    return found_in(
        a, pattern::division_in_loop,
        in + fmt::format("each {} counts {} times the one before it, the last {} times", noun,
                         ratio_in_words(counts(1) / counts(0), facts), ratio_in_words(counts.tail(1)(0), facts)),
        statement, noun);
  }
  return explain_odd_counts(a, counts, noun, facts, statement);
}

}  // namespace

std::optional<Finding> find_summands(const BlockPart& a, const Facts& facts, uword first) {
  for (const Summands& summands : facts.summands) {
    if (summands.count < 2) continue;
    auto counts = find_few_summands(a, summands, first);
    if (!counts) counts = count_summands(a, summands, first);
    const bool one_row = place_of(*a.block, a.entries).rows.size() == 1;
    if (counts && one_row && a.block->rows > 1 && summands.noun == "example")
      continue;  // the row's error, not examples
    if (counts) return explain_counts(a, *counts, summands.noun, facts);
  }
  return std::nullopt;
}

}  // namespace gradlab::diagnosis
