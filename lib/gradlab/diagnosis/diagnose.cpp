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

std::string name_set(const MistakeSet& made, const KnownMistakes& known_mistakes) {
  std::vector<std::string> names;
  for (const std::size_t s : made) names.push_back(name_of(known_mistakes.suspects[s]));
  return fmt::format("{}", fmt::join(names, " + "));
}

MistakeSet without(const MistakeSet& made, std::size_t s) {
  MistakeSet rest;
  std::copy_if(made.begin(), made.end(), std::back_inserter(rest), [s](std::size_t other) { return other != s; });
  return rest;
}

// The input on which two sets of mistakes give different numbers.
std::string tell_apart(const MistakeSet& one, const MistakeSet& other, const KnownMistakes& known_mistakes, const DiagnosisInput& question) {
  for (const Variation& variation : known_mistakes.variations) {
    const RunWithMistakes run = variation.prepare();
    DiagnosisInput changed = question;
    changed.uncertainty.reset();
    changed.reference = sum_of(run(one));
    changed.claimed = sum_of(run(other));
    if (changed.claimed.gradient.n_elem != question.theta.n_elem) continue;
    if (find_wrong_parts(changed).any()) return fmt::format("{} tells them apart", variation.change);
  }
  return "no other input that was tried tells them apart";
}

std::string describe_alternatives(const std::vector<MistakeSet>& sets, const KnownMistakes& known_mistakes, const DiagnosisInput& question) {
  if (sets.size() < 2) return "";
  std::vector<std::string> names;
  for (std::size_t i = 1; i < sets.size(); ++i) names.push_back(name_set(sets[i], known_mistakes));
  return fmt::format("; here {} {} the same numbers: {}", fmt::join(names, ", "), names.size() == 1 ? "gives" : "give",
                     tell_apart(sets[0], sets[1], known_mistakes, question));
}

std::string describe_match(const MistakeSet& made, const KnownMistakes& known_mistakes, const DiagnosisInput& question) {
  const Evaluation evaluation = sum_of(known_mistakes.run(made));
  arma::uword entries = 0;
  double furthest = 0;
  for (arma::uword i = 0; i < question.theta.n_elem; ++i) {
    if (std::isnan(question.reference.gradient(i))) continue;
    ++entries;
    const double apart = std::abs(evaluation.gradient(i) - question.claimed.gradient(i));
    if (std::isfinite(apart)) furthest = std::max(furthest, apart);
  }
  const bool cost = !std::isnan(question.reference.cost);
  const std::string what = entries == 0 ? "J" : fmt::format("{}{} entries", cost ? "J and all " : "all ", entries);
  return fmt::format("{} {} {}{}", name_set(made, known_mistakes), made.size() == 1 ? "alone gives" : "together give", what,
                     furthest > 0 ? fmt::format(" to {:.0e}", furthest) : " to the last digit");
}

// What mistake `s` of the set does to one block, in numbers: with it against without it.
std::string describe_effect(const DiagnosisInput& effect, const MatchTolerance& match_tolerance, const Parts& right, const Facts& facts,
                            std::size_t b) {
  const std::vector<Finding> findings = examine_block(effect, match_tolerance, right, facts, b);
  return findings.empty() || findings.front().mistake.empty() ? "" : findings.front().evidence;
}

std::string describe_cost(double claimed, double right) {
  return fmt::format("J is {:.10g}, where {:.10g} is right", claimed, right);
}

// A block whose reference is NaN is none of the question.
bool is_asked(const DiagnosisInput& question, std::size_t b) {
  const arma::vec right =
      question.reference.gradient.subvec(first_of(question.blocks, b), arma::size(question.blocks[b].size(), 1));
  return std::any_of(right.begin(), right.end(), [](double entry) { return !std::isnan(entry); });
}

// One finding for each mistake of the set and each block that it spoils, or the cost.
std::vector<Finding> name_mistakes(const std::vector<MistakeSet>& sets, const DiagnosisInput& question, const KnownMistakes& known_mistakes,
                                   const Facts& facts) {
  const MistakeSet& made = sets.front();
  const Evaluation together = sum_of(known_mistakes.run(made));
  const std::string match = describe_match(made, known_mistakes, question);
  const std::string others = describe_alternatives(sets, known_mistakes, question);
  std::vector<Finding> findings;
  for (const std::size_t s : made) {
    const Suspect& suspect = known_mistakes.suspects[s];
    const Parts rest = known_mistakes.run(without(made, s));
    DiagnosisInput effect = question;
    effect.reference = sum_of(rest);
    effect.claimed = together;
    const MatchTolerance match_tolerance = make_match_tolerance(effect, rest.penalty_gradient);

    Finding finding;
    finding.mistake = name_of(suspect);
    for (std::size_t i = 1; i < sets.size(); ++i) finding.alternatives.push_back(name_set(sets[i], known_mistakes));
    finding.explanation = suspect.explanation;
    finding.statement = suspect.statement;
    finding.remedy = suspect.remedy;
    finding.match = match + others;
    const std::size_t before = findings.size();
    for (std::size_t b = 0; b < question.blocks.size(); ++b) {
      const arma::uvec wrong = find_wrong(effect, match_tolerance, b);
      if (wrong.is_empty() || !is_asked(question, b)) continue;
      finding.where = place_of(question.blocks[b], wrong);
      finding.evidence = describe_effect(effect, match_tolerance, rest, facts, b);
      findings.push_back(finding);
    }
    if (findings.size() > before) continue;
    finding.where = {};
    finding.evidence = describe_cost(together.cost, effect.reference.cost);
    findings.push_back(finding);
  }
  return findings;
}

Parts right_parts(const DiagnosisInput& question, const KnownMistakes& known_mistakes) {
  if (known_mistakes.run) return known_mistakes.run({});
  Parts parts;
  parts.cost = question.reference.cost;
  parts.gradient = question.reference.gradient;
  return parts;
}

// What is right narrows the search as well.
std::string describe_rest(const WrongParts& charge) {
  return charge.any_block() ? "" : "; the gradient is right, so the cost alone is to blame";
}

std::vector<Finding> name_part(const DiagnosisInput& part, const MatchTolerance& match_tolerance, const KnownMistakes& known_mistakes, const Facts& facts) {
  const std::vector<MistakeSet> sets = identify(part, match_tolerance, known_mistakes);
  return sets.empty() ? std::vector<Finding>{} : name_mistakes(sets, part, known_mistakes, facts);
}

// A cost is one number, so it is held against few explanations, and never where it is known to few digits.
std::vector<Finding> name_cost(const DiagnosisInput& part, const MatchTolerance& match_tolerance, KnownMistakes known_mistakes, const Facts& facts) {
  if (match_tolerance.single_precision) return {};
  known_mistakes.cheap = false;
  return name_part(part, match_tolerance, known_mistakes, facts);
}

// The same question about the gradient alone, the cost alone, or one block alone.
DiagnosisInput ask_gradient(DiagnosisInput question) {
  question.reference.cost = arma::datum::nan;
  return question;
}

DiagnosisInput ask_cost(DiagnosisInput question) {
  question.reference.gradient.fill(arma::datum::nan);
  return question;
}

DiagnosisInput ask_block(const DiagnosisInput& question, std::size_t b) {
  DiagnosisInput of_block = ask_cost(ask_gradient(question));
  const arma::uword first = first_of(question.blocks, b), last = first + question.blocks[b].size() - 1;
  of_block.reference.gradient.subvec(first, last) = question.reference.gradient.subvec(first, last);
  return of_block;
}

bool is_unknown(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.mistake.empty(); });
}

bool is_all_unknown(const std::vector<Finding>& findings, const WrongParts& charge) {
  return charge.cost && std::all_of(charge.blocks.begin(), charge.blocks.end(), [](bool wrong) { return wrong; }) &&
         std::all_of(findings.begin(), findings.end(), [](const Finding& f) { return f.mistake.empty(); });
}

void append(std::vector<Finding>& findings, const std::vector<Finding>& more) {
  findings.insert(findings.end(), more.begin(), more.end());
}

std::vector<Finding> examine_gradient(const DiagnosisInput& question, const WrongParts& charge, const MatchTolerance& match_tolerance,
                                      const KnownMistakes& known_mistakes, const Parts& right, const Facts& facts) {
  std::vector<Finding> findings;
  if (!question.claimed.gradient.is_zero()) findings = name_part(ask_gradient(question), match_tolerance, known_mistakes, facts);
  if (findings.empty()) findings = examine_order(question, match_tolerance, facts);
  if (!findings.empty()) return findings;
  for (std::size_t b = 0; b < question.blocks.size(); ++b) {
    if (!charge.blocks[b]) continue;
    const std::vector<Finding> structure = examine_block(question, match_tolerance, right, facts, b);
    const std::vector<Finding> named =
        is_unknown(structure) ? name_part(ask_block(question, b), match_tolerance, known_mistakes, facts) : std::vector<Finding>{};
    append(findings, named.empty() ? structure : named);
  }
  return findings;
}

std::vector<Finding> examine(const DiagnosisInput& question, const WrongParts& charge, const MatchTolerance& match_tolerance,
                             const KnownMistakes& known_mistakes, const Parts& right, const Facts& facts) {
  std::vector<Finding> findings;
  if (charge.any_block()) findings = examine_gradient(question, charge, match_tolerance, known_mistakes, right, facts);
  if (charge.cost) {
    std::vector<Finding> of_cost = name_cost(ask_cost(question), match_tolerance, known_mistakes, facts);
    if (of_cost.empty()) of_cost.push_back(examine_cost(question, match_tolerance, right, facts));
    append(findings, of_cost);
  }
  for (Finding& finding : findings) finding.evidence += describe_rest(charge);
  if (is_all_unknown(findings, charge)) {
    for (Finding& finding : findings) finding.statement = facts.statements.forward;
    findings.front().evidence += "; J and all of the gradient are wrong, so look at what both are computed from";
  }
  return findings;
}

Finding blame_precision(const DiagnosisInput& question) {
  Finding finding;
  finding.mistake = "single-precision";
  finding.where.block = question.blocks.front().name;
  finding.explanation = "The gradient is right, but computed in single precision.";
  finding.evidence = "every entry has 24 bits only, and is right to them";
  finding.remedy = "Compute in double precision while checking (float64).";
  return finding;
}

}  // namespace

std::vector<Finding> diagnose(const DiagnosisInput& question, const KnownMistakes& known_mistakes) {
  const WrongParts charge = find_wrong_parts(question);
  if (!charge.any()) return {};
  const Facts facts = known_mistakes.gather_facts ? known_mistakes.gather_facts() : Facts{};
  const Parts right = right_parts(question, known_mistakes);
  const MatchTolerance match_tolerance = make_match_tolerance(question, right.penalty_gradient);
  const bool all_zero = question.claimed.gradient.is_zero();  // as many mistakes may make it: no name then
  const std::vector<MistakeSet> sets = all_zero ? std::vector<MistakeSet>{} : identify(question, match_tolerance, known_mistakes);
  if (!sets.empty()) return name_mistakes(sets, question, known_mistakes, facts);
  std::vector<Finding> findings = examine(question, charge, match_tolerance, known_mistakes, right, facts);
  if (findings.empty() && match_tolerance.single_precision) findings.push_back(blame_precision(question));
  return findings;
}

std::vector<Finding> diagnose(const KnownMistakes& known_mistakes, const Evaluation& claimed, const check::Tolerance& tolerance,
                              double cost_uncertainty) {
  DiagnosisInput question;
  question.blocks = known_mistakes.blocks;
  question.theta = known_mistakes.theta;
  question.claimed = claimed;
  question.reference = sum_of(known_mistakes.run({}));
  question.cost_uncertainty = known_mistakes.cost_rounding + cost_uncertainty;
  question.noise = std::numeric_limits<double>::epsilon() * std::abs(question.reference.cost);
  question.tolerance = tolerance;
  return diagnose(question, known_mistakes);
}

}  // namespace gradlab::diagnosis
