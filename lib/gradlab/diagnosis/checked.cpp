#include "gradlab/diagnosis/checked.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gradlab::diagnosis {

double uncertainty_of_cost(const check::CheckResult& result) {
  constexpr double noises = 4;  // standard deviations
  const auto share_of = [](const check::Format* format) { return format ? 2 * format->share : 0; };
  double share = share_of(result.of_cost), largest = 0;
  for (const check::ImplementationResult& one : result.implementations) {
    share = std::max(share, share_of(one.of_cost));
    if (std::isfinite(one.cost)) largest = std::max(largest, std::abs(one.cost));
  }
  return noises * result.noise + share * largest;
}

void drop_named(BlindSpots& blind_spots, const std::vector<Diagnosis>& diagnoses) {
  for (const Diagnosis& diagnosis : diagnoses) drop_named(blind_spots, diagnosis.findings);
}

std::vector<Diagnosis> diagnose(const KnownMistakes& known_mistakes, const check::CheckResult& result) {
  std::vector<Diagnosis> diagnoses;
  for (const check::ImplementationResult& implementation : result.implementations) {
    if (implementation.verdict == check::Verdict::agree) continue;
    const Evaluation claimed = {implementation.cost, implementation.gradient};
    std::vector<Finding> findings = diagnose(known_mistakes, claimed, {}, uncertainty_of_cost(result));
    if (!findings.empty()) diagnoses.push_back({implementation.name, std::move(findings)});
  }
  return diagnoses;
}

}  // namespace gradlab::diagnosis
