#include "gradlab/languages/explain_by_own_cost.hpp"

#include "gradlab/diagnosis/diagnose.hpp"

#include <cmath>

namespace gradlab::languages {

namespace {

diagnosis::DiagnosisInput make_input(const check::CheckResult& result, const arma::vec& theta,
                                     const std::vector<Block>& blocks) {
  const check::ImplementationResult& code = result.implementations.front();
  diagnosis::DiagnosisInput input;
  input.blocks = blocks;
  input.theta = theta;
  input.claimed = {code.cost, code.gradient};
  input.reference = {result.cost, arma::vec(theta.n_elem).fill(arma::datum::nan)};
  input.uncertainty.zeros(theta.n_elem);
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const numeric::Estimate& estimate = result.numerical[i];
    if (estimate.has_kink() || !std::isfinite(estimate.error)) continue;
    input.reference.gradient(result.entries[i]) = estimate.value;
    input.uncertainty(result.entries[i]) = estimate.error;
  }
  input.cost_uncertainty = diagnosis::uncertainty_of_cost(result);
  input.noise = result.noise;
  input.tolerance = result.tolerance;
  return input;
}

}  // namespace

void explain_by_own_cost(Conversation& conversation, const EvaluateAt& evaluate, const arma::vec& theta,
                         const std::vector<Block>& blocks, diagnosis::Checked& checked) {
  const check::CheckResult& result = checked.result;
  if (result.verdict != check::Verdict::disagree || result.implementations.empty()) return;
  try {
    std::vector<diagnosis::Finding> findings = find_still_figures(evaluate, theta, blocks);
    if (findings.empty()) findings = diagnosis::diagnose(make_input(result, theta, blocks), KnownMistakes{});
    if (!findings.empty()) checked.diagnoses = {{result.implementations.front().name, findings, "", blocks}};
  } catch (const process::Gone& gone) {
    if (!gone.is_late) throw;
    conversation.restart();
  }
}

}  // namespace gradlab::languages
