#include "gradlab/languages/doubts.hpp"

#include <algorithm>
#include <string>

namespace gradlab::languages {

namespace {

using check::Verdict;

void doubt(const std::string& kind, const std::string& evidence, CheckedPoint& point) {
  check::CheckResult& result = point.checked.result;
  for (check::ImplementationResult& one : result.implementations) {
    one.cost_verdict = one.verdict = Verdict::undecided;
  }
  result.verdict = Verdict::undecided;
  result.troubles.push_back({kind, evidence, check::Severity::doubt});
  result.odd_ones_out.clear();
  point.checked.diagnoses.clear();
}

// ---- Which network is it? ----

bool is_explained(const CheckedPoint& point) {
  for (const diagnosis::Diagnosis& diagnosis : point.checked.diagnoses) {
    const auto& findings = diagnosis.findings;
    const auto is_told = [](const auto& one) { return !one.mistake.empty() && one.mistake != "squared-error"; };
    if (std::any_of(findings.begin(), findings.end(), is_told)) return true;
  }
  return false;
}

bool fits_own_cost(const CheckedPoint& point) {
  const check::CheckResult& result = point.checked.result;
  if (!point.has_gradient || result.implementations.empty()) return false;
  if (check::has_trouble(result.troubles, check::Severity::fatal)) return false;
  const auto& blocks = result.implementations.front().blocks;
  return std::all_of(blocks.begin(), blocks.end(), [](const check::BlockResult& block) {
    return block.counts.checked > 0 && block.worst.verdict == Verdict::agree;
  });
}

// The exercise's own seven arguments promise its cost, and so its rules.
bool promises_our_cost(const Code& code, const CheckedCode& checked) {
  return code.description.choice_of(checked.convention.convention).is_classic &&
         checked.convention.form.is_source();
}

// Without a gradient nothing but a known mistake tells a wrong cost from another network's; squared errors are many a
// network's own.
bool may_be_other_cost(const CheckedPoint& point) {
  return !point.cost_right && (point.has_gradient ? fits_own_cost(point) : !is_explained(point));
}

// ---- Which labels has it? ----

bool mistakes_labels(const Code& code, const CheckedCode& checked) {
  const bool is_network = checked.points.front().blocks.size() > 1;
  const LabelStyle labels = checked.convention.convention.labels;
  const bool has_zero = labels == LabelStyle::from_zero || labels == LabelStyle::last_as_zero;
  return is_network && code.description.has_labels_from_one && has_zero;
}

}  // namespace

void doubt_verdicts(const Code& code, CheckedCode& checked) {
  if (!promises_our_cost(code, checked)) {
    for (CheckedPoint& point : checked.points) {
      if (!may_be_other_cost(point)) continue;
      const std::string known = point.has_gradient ? "its gradient is that of its own cost"
                                                   : "its cost is not that of our network";
      doubt("unknown_network", known + ";\n    which network it is, is not known", point);
    }
  }
  if (!mistakes_labels(code, checked)) return;
  for (CheckedPoint& point : checked.points) {
    if (point.checked.result.verdict == Verdict::disagree) continue;
    doubt("labels_from_zero", "it is right for labels that hold 0, but its data has 1..K,\n    and nothing in the "
                              "file makes others of them", point);
  }
}

}  // namespace gradlab::languages
