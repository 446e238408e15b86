#include "gradlab/diagnosis/diagnose.hpp"

#include "gradlab/diagnosis/block_part.hpp"
#include "gradlab/diagnosis/disorder.hpp"
#include "gradlab/diagnosis/identify.hpp"
#include "gradlab/diagnosis/structure.hpp"
#include "gradlab/diagnosis/wrong_cost.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::diagnosis {

namespace {

std::string name_set(const MistakeSet& made, const KnownMistakes& known) {
  std::vector<std::string> names;
  for (const std::size_t s : made) names.push_back(name_of(known.mistakes[s]));
  return fmt::format("{}", fmt::join(names, " + "));
}

MistakeSet without(const MistakeSet& made, std::size_t s) {
  MistakeSet rest;
  std::copy_if(made.begin(), made.end(), std::back_inserter(rest), [s](std::size_t other) { return other != s; });
  return rest;
}

// The input on which two sets of mistakes give different numbers.
std::string tell_apart(const MistakeSet& one, const MistakeSet& other, const KnownMistakes& known,
                       const DiagnosisInput& input) {
  for (const Variation& variation : known.variations) {
    const RunWithMistakes run = variation.prepare();
    DiagnosisInput changed = input;
    changed.uncertainty.reset();
    changed.reference = sum_of(run(one));
    changed.claimed = sum_of(run(other));
    if (changed.claimed.gradient.n_elem != input.theta.n_elem) continue;
    if (find_wrong_parts(changed).any()) return fmt::format("{} tells them apart", variation.change);
  }
  return "no other input that was tried tells them apart";
}

std::string describe_alternatives(const std::vector<MistakeSet>& sets, const KnownMistakes& known,
                                  const DiagnosisInput& input) {
  if (sets.size() < 2) return "";
  std::vector<std::string> names;
  for (std::size_t i = 1; i < sets.size(); ++i) names.push_back(name_set(sets[i], known));
  return fmt::format("; here {} {} the same numbers: {}", fmt::join(names, ", "), names.size() == 1 ? "gives" : "give",
                     tell_apart(sets[0], sets[1], known, input));
}

std::string describe_match(const MistakeSet& made, const KnownMistakes& known, const DiagnosisInput& input) {
  const Evaluation evaluation = sum_of(known.run(made));
  arma::uword entries = 0;
  double furthest = 0;
  for (arma::uword i = 0; i < input.theta.n_elem; ++i) {
    if (std::isnan(input.reference.gradient(i))) continue;
    ++entries;
    const double apart = std::abs(evaluation.gradient(i) - input.claimed.gradient(i));
    if (std::isfinite(apart)) furthest = std::max(furthest, apart);
  }
  const bool cost = !std::isnan(input.reference.cost);
  const std::string what = entries == 0 ? "J" : fmt::format("{}{} entries", cost ? "J and all " : "all ", entries);
  return fmt::format("{} {} {}{}", name_set(made, known), made.size() == 1 ? "alone gives" : "together give", what,
                     furthest > 0 ? fmt::format(" to {:.0e}", furthest) : " to the last digit");
}

// What one mistake does to one block, in numbers: with it against without it.
std::string describe_effect(const DiagnosisInput& effect, const MatchTolerance& tolerance, const Parts& right,
                            const Facts& facts, std::size_t b, bool is_alone) {
  const std::vector<Finding> findings = examine_block(effect, tolerance, right, facts, b);
  if (findings.empty() || findings.front().mistake.empty()) return "";
  return (is_alone ? "" : "taken alone, ") + findings.front().evidence;
}

std::string describe_cost(double with, double without, bool is_alone) {
  return is_alone ? fmt::format("J is {:.10g}, where {:.10g} is right", with, without)
                  : fmt::format("J is {:.10g} with it, {:.10g} without it", with, without);
}

// A block whose reference is NaN is none of the input.
bool is_asked(const DiagnosisInput& input, std::size_t b) {
  const arma::vec right =
      input.reference.gradient.subvec(first_of(input.blocks, b), arma::size(input.blocks[b].size(), 1));
  return std::any_of(right.begin(), right.end(), [](double entry) { return !std::isnan(entry); });
}

// One finding for each mistake of the set and each block that it spoils, or the cost.
std::vector<Finding> name_mistakes(const std::vector<MistakeSet>& sets, const DiagnosisInput& input,
                                   const KnownMistakes& known, const Facts& facts) {
  const MistakeSet& made = sets.front();
  const Evaluation together = sum_of(known.run(made));
  const std::string match = describe_match(made, known, input);
  const std::string others = describe_alternatives(sets, known, input);
  std::vector<Finding> findings;
  for (const std::size_t s : made) {
    const KnownMistake& mistake = known.mistakes[s];
    const Parts rest = known.run(without(made, s));
    DiagnosisInput effect = input;
    effect.reference = sum_of(rest);
    effect.claimed = together;
    const MatchTolerance tolerance = make_match_tolerance(effect, rest.penalty_gradient);

    Finding finding;
    finding.mistake = name_of(mistake);
    for (std::size_t i = 1; i < sets.size(); ++i) finding.alternatives.push_back(name_set(sets[i], known));
    finding.advice = mistake.advice;
    finding.match = match + others;
    const std::size_t before = findings.size();
    for (std::size_t b = 0; b < input.blocks.size(); ++b) {
      const arma::uvec wrong = find_wrong(effect, tolerance, b);
      if (wrong.is_empty() || !is_asked(input, b)) continue;
      finding.where = place_of(input.blocks[b], wrong);
      finding.evidence = describe_effect(effect, tolerance, rest, facts, b, made.size() == 1);
      findings.push_back(finding);
    }
    if (findings.size() > before) continue;
    finding.where = {};
    finding.evidence = describe_cost(together.cost, effect.reference.cost, made.size() == 1);
    findings.push_back(finding);
  }
  return findings;
}

Parts right_parts(const DiagnosisInput& input, const KnownMistakes& known) {
  if (known.run) return known.run({});
  Parts parts;
  parts.cost = input.reference.cost;
  parts.gradient = input.reference.gradient;
  return parts;
}

bool is_gradient_asked(const DiagnosisInput& input) {
  return std::any_of(input.reference.gradient.begin(), input.reference.gradient.end(),
                     [](double entry) { return !std::isnan(entry); });
}

// What is right narrows the search as well.
std::string describe_rest(const DiagnosisInput& input, const WrongParts& wrong_parts) {
  if (wrong_parts.any_block() || !is_gradient_asked(input)) return "";
  return "; the gradient is right, so the cost alone is to blame";
}

std::vector<Finding> name_part(const DiagnosisInput& part, const MatchTolerance& tolerance, const KnownMistakes& known,
                               const Facts& facts) {
  const std::vector<MistakeSet> sets = identify(part, tolerance, known);
  return sets.empty() ? std::vector<Finding>{} : name_mistakes(sets, part, known, facts);
}

// A cost is one number, so it is held against few explanations, and never where it is known to few digits.
std::vector<Finding> name_cost(const DiagnosisInput& part, const MatchTolerance& tolerance, KnownMistakes known,
                               const Facts& facts) {
  if (tolerance.single_precision) return {};
  known.cheap = false;
  return name_part(part, tolerance, known, facts);
}

// The same input about the gradient alone, the cost alone, or one block alone.
DiagnosisInput ask_gradient(DiagnosisInput input) {
  input.reference.cost = arma::datum::nan;
  return input;
}

DiagnosisInput ask_cost(DiagnosisInput input) {
  input.reference.gradient.fill(arma::datum::nan);
  return input;
}

DiagnosisInput ask_block(const DiagnosisInput& input, std::size_t b) {
  DiagnosisInput of_block = ask_cost(ask_gradient(input));
  const arma::uword first = first_of(input.blocks, b), last = first + input.blocks[b].size() - 1;
  of_block.reference.gradient.subvec(first, last) = input.reference.gradient.subvec(first, last);
  return of_block;
}

bool is_unknown(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.mistake.empty(); });
}

bool is_all_unknown(const std::vector<Finding>& findings, const WrongParts& wrong_parts) {
  return wrong_parts.cost &&
         std::all_of(wrong_parts.blocks.begin(), wrong_parts.blocks.end(), [](bool wrong) { return wrong; }) &&
         std::all_of(findings.begin(), findings.end(), [](const Finding& f) { return f.mistake.empty(); });
}

void append(std::vector<Finding>& findings, const std::vector<Finding>& more) {
  findings.insert(findings.end(), more.begin(), more.end());
}

std::vector<Finding> examine_gradient(const DiagnosisInput& input, const WrongParts& wrong_parts,
                                      const MatchTolerance& tolerance, const KnownMistakes& known, const Parts& right,
                                      const Facts& facts) {
  std::vector<Finding> findings;
  if (!input.claimed.gradient.is_zero()) findings = name_part(ask_gradient(input), tolerance, known, facts);
  if (findings.empty()) findings = examine_order(input, tolerance, facts);
  if (!findings.empty()) return findings;
  for (std::size_t b = 0; b < input.blocks.size(); ++b) {
    if (!wrong_parts.blocks[b]) continue;
    const std::vector<Finding> structure = examine_block(input, tolerance, right, facts, b);
    const std::vector<Finding> named =
        is_unknown(structure) ? name_part(ask_block(input, b), tolerance, known, facts) : std::vector<Finding>{};
    append(findings, named.empty() ? structure : named);
  }
  return findings;
}

std::vector<Finding> examine(const DiagnosisInput& input, const WrongParts& wrong_parts,
                             const MatchTolerance& tolerance, const KnownMistakes& known, const Parts& right,
                             const Facts& facts) {
  std::vector<Finding> findings;
  if (wrong_parts.any_block()) findings = examine_gradient(input, wrong_parts, tolerance, known, right, facts);
  if (wrong_parts.cost) {
    std::vector<Finding> of_cost = name_cost(ask_cost(input), tolerance, known, facts);
    if (of_cost.empty()) of_cost.push_back(examine_cost(input, tolerance, right, facts));
    append(findings, of_cost);
  }
  for (Finding& finding : findings) finding.evidence += describe_rest(input, wrong_parts);
  if (is_all_unknown(findings, wrong_parts)) {
    for (Finding& finding : findings) finding.advice.statement = facts.statements.forward;
    findings.front().evidence += "; J and all of the gradient are wrong, so look at what both are computed from";
  }
  return findings;
}

DiagnosisInput make_input(const KnownMistakes& known, const Evaluation& claimed, const check::Tolerance& tolerance,
                          double cost_uncertainty) {
  DiagnosisInput input;
  input.blocks = known.blocks;
  input.theta = known.theta;
  input.claimed = claimed;
  input.reference = sum_of(known.run({}));
  input.cost_uncertainty = known.cost_rounding + cost_uncertainty;
  input.noise = std::numeric_limits<double>::epsilon() * std::abs(input.reference.cost);
  input.tolerance = tolerance;
  return input;
}

Finding blame_precision(const DiagnosisInput& input) {
  Finding finding = found(pattern::single_precision, "every entry has 24 bits only, and is right to them", "");
  finding.where.block = input.blocks.front().name;
  return finding;
}

}  // namespace

std::vector<Finding> diagnose(const DiagnosisInput& input, const KnownMistakes& known) {
  const WrongParts wrong_parts = find_wrong_parts(input);
  if (!wrong_parts.any()) return {};
  const Facts facts = known.gather_facts ? known.gather_facts() : Facts{};
  const Parts right = right_parts(input, known);
  const MatchTolerance tolerance = make_match_tolerance(input, right.penalty_gradient);
  const bool all_zero = input.claimed.gradient.is_zero();  // as many mistakes may make it: no name then
  const std::vector<MistakeSet> sets = all_zero ? std::vector<MistakeSet>{} : identify(input, tolerance, known);
  if (!sets.empty()) return name_mistakes(sets, input, known, facts);
  std::vector<Finding> findings = examine(input, wrong_parts, tolerance, known, right, facts);
  if (findings.empty() && tolerance.single_precision) findings.push_back(blame_precision(input));
  return findings;
}

std::vector<Finding> diagnose(const KnownMistakes& known, const Evaluation& claimed, const check::Tolerance& tolerance,
                              double cost_uncertainty) {
  return diagnose(make_input(known, claimed, tolerance, cost_uncertainty), known);
}

std::vector<Finding> diagnose_cost(const KnownMistakes& known, double cost, double cost_uncertainty) {
  const Evaluation claimed = {cost, sum_of(known.run({})).gradient};
  return diagnose(ask_cost(make_input(known, claimed, {}, cost_uncertainty)), known);
}

}  // namespace gradlab::diagnosis
