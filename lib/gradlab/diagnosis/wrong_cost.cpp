#include "gradlab/diagnosis/wrong_cost.hpp"

#include "gradlab/diagnosis/name_number.hpp"
#include "gradlab/diagnosis/pattern.hpp"
#include "gradlab/diagnosis/tolerances.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>

namespace gradlab::diagnosis {

namespace {

Finding found_ratio(const Pattern& pattern, double ratio, const std::string& evidence, const Facts& facts) {
  Finding finding = found(pattern, evidence, facts.statements.cost);
  finding.advice.remedy = remedy_for_ratio(ratio, facts);
  return finding;
}

// One number is matched with a handful of formulas only, so that a coincidence stays unlikely. A factor of 1 explains
// nothing.
std::vector<std::string> name_factor(double factor, const Facts& facts) {
  if (std::abs(factor - 1) <= named_factor_of_cost) return {};
  return name_ratio(factor, facts, named_factor_of_cost);
}

// What may stand in place of a cost with its penalty.
std::optional<Finding> find_wrong_part(double claimed, double allowed, const Parts& right, const Facts& facts) {
  if (!(right.penalty > 0) || !std::isfinite(right.penalty)) return std::nullopt;
  if (std::abs(claimed - right.cost) <= allowed) {
    return found(pattern::missing_penalty, "exactly the cost without the penalty", facts.statements.cost_penalty);
  }
  const double of_data = (claimed - right.penalty) / right.cost;
  if (const auto names = name_factor(of_data, facts); !names.empty()) {
    return found_ratio(
        pattern::scaled_data_cost, of_data,
        fmt::format("the data's part is {} times the right one; the penalty is right", describe_number(of_data, names)),
        facts);
  }
  for (const Term& term : facts.cost_terms) {
    if (!(std::abs(term.value) > 0) || allowed > known_term * std::abs(term.value)) continue;
    const double factor = (claimed - right.cost) / term.value;
    const auto names = name_factor(factor, facts);
    if (names.empty()) continue;
    return found(pattern::cost_penalty,
                 fmt::format("{} * {} stands where the penalty should be", describe_number(factor, names), term.name),
                 facts.statements.cost_penalty);
  }
  return std::nullopt;
}

std::optional<Finding> find_odd_term(double off, double allowed, const Facts& facts) {
  for (const Term& term : facts.cost_terms) {
    if (!(std::abs(term.value) > 0)) continue;
    const double factor = off / term.value;
    const auto names = name_ratio(factor, facts, 2 * allowed / std::abs(off));
    if (names.empty()) continue;
    return found(pattern::cost_off_by_a_term,
                 fmt::format("off by exactly {} * {}", describe_number(factor, names), term.name),
                 facts.statements.cost_penalty);
  }
  return std::nullopt;
}

Finding find_pattern_of_cost(double claimed, double J, double allowed, const Parts& right, const Facts& facts) {
  if (const auto names = name_factor(claimed / J, facts); !names.empty()) {
    return found_ratio(pattern::scaled_cost, claimed / J,
                       fmt::format("{} times the right cost", describe_number(claimed / J, names)), facts);
  }
  if (const auto part = find_wrong_part(claimed, allowed, right, facts)) return *part;
  const double off = claimed - J;
  Finding unknown = found(pattern::unknown_cost, fmt::format("off by {:.6g}", off), facts.statements.cost);
  if (std::abs(off) / allowed < known_difference) return unknown;  // the difference is known to too few digits
  if (const auto term = find_odd_term(off, allowed, facts)) return *term;
  unknown.advice.remedy = pattern::read_the_statements;
  return unknown;
}

}  // namespace

Finding examine_cost(const DiagnosisInput& input, const MatchTolerance& tolerance, const Parts& right,
                     const Facts& facts) {
  const double claimed = input.claimed.cost, J = input.reference.cost;
  const std::string by = fmt::format("J is {:.10g}, where {:.10g} is right", claimed, J);
  if (!std::isfinite(claimed)) return found(pattern::cost_not_finite, by, facts.statements.cost);
  Finding finding = find_pattern_of_cost(claimed, J, tolerance.cost, right, facts);
  finding.evidence = by + ": " + finding.evidence;
  return finding;
}

}  // namespace gradlab::diagnosis
