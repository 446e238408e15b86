#include "gradlab/diagnosis/wrong_cost.hpp"

#include "gradlab/diagnosis/pattern.hpp"
#include "gradlab/diagnosis/name_number.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <string>

namespace gradlab::diagnosis {

Finding examine_cost(const DiagnosisInput& question, const MatchTolerance& match_tolerance, const Parts& right, const Facts& facts) {
  const double claimed = question.claimed.cost, J = question.reference.cost;
  const double off = claimed - J;
  Finding finding;
  finding.statement = facts.statements.cost;
  if (!std::isfinite(claimed)) {
    finding.mistake = "not-finite";
    finding.explanation = "The cost is not a number.";
    finding.evidence = fmt::format("J is {}, where {:.10g} is right", claimed, J);
    finding.remedy = "Look for log(0) and for an overflow of exp.";
    return finding;
  }
  const std::string by = fmt::format("J is {:.10g}, where {:.10g} is right", claimed, J);
  const auto is = [&](double value) { return std::abs(claimed - value) <= match_tolerance.cost; };
  const auto report = [&](const std::string& mistake, const std::string& explanation, const std::string& evidence,
                          const std::string& statement, const std::string& remedy) {
    finding.mistake = mistake;
    finding.explanation = explanation;
    finding.evidence = by + ": " + evidence;
    finding.statement = statement;
    finding.remedy = remedy;
    return finding;
  };
  // One number is matched with a handful of formulas only, so that a coincidence stays unlikely.
  const auto ratio_to = [&](double term) { return name_ratio(term, facts, 1e-9); };
  if (const auto names = ratio_to(claimed / J); !names.empty()) {
    return report("scaled-cost", "The cost is off by a constant factor.",
                  fmt::format("{} times the right cost", describe_number(claimed / J, names)), facts.statements.cost,
                  remedy_for_ratio(claimed / J, facts));
  }
  const bool has_penalty = right.penalty > 0 && std::isfinite(right.penalty);
  if (has_penalty && is(right.cost)) {
    return report("missing-penalty", "The cost has no penalty.", "exactly the cost without the penalty",
                  facts.statements.cost_penalty, "Add the penalty.");
  }
  if (has_penalty) {
    const double of_data = (claimed - right.penalty) / right.cost;
    if (const auto names = ratio_to(of_data); !names.empty()) {
      return report("scaled-cost", "The data's part of the cost is off by a constant factor.",
                    fmt::format("the data's part is {} times the right one; the penalty is right",
                                describe_number(of_data, names)),
                    facts.statements.cost, remedy_for_ratio(of_data, facts));
    }
  }
  for (const Term& term : facts.cost_terms) {
    if (!has_penalty || !(std::abs(term.value) > 0) || match_tolerance.cost > 1e-8 * std::abs(term.value)) continue;
    const double factor = (claimed - right.cost) / term.value;
    const auto names = ratio_to(factor);
    if (names.empty()) continue;
    return report("wrong-penalty", "The cost's penalty is wrong.",
                  fmt::format("{} * {} stands where the penalty should be", describe_number(factor, names), term.name),
                  facts.statements.cost_penalty, "The penalty is lambda/(2m) times the sum of all weights' squares.");
  }
  const double digits = std::abs(off) / match_tolerance.cost;  // how exactly the difference is known
  if (digits < 1e6)
    return report("", "The cost is wrong; the cause is unknown.", fmt::format("off by {:.6g}", off),
                  facts.statements.cost, "");
  for (const Term& term : facts.cost_terms) {
    if (!(std::abs(term.value) > 0)) continue;
    const double factor = off / term.value;
    const double relative = 2 * match_tolerance.cost / std::abs(off);
    const auto names = name_ratio(factor, facts, relative);
    if (names.empty()) continue;
    return report("cost-off-by-a-term", "The cost is off by a known term.",
                  fmt::format("off by exactly {} * {}", describe_number(factor, names), term.name),
                  facts.statements.cost_penalty, "Look for this term in the cost.");
  }
  return report("", "The cost is wrong; the cause is unknown.", fmt::format("off by {:.6g}", off),
                facts.statements.cost, "Compare your code with these statements, line by line.");
}

}  // namespace gradlab::diagnosis
