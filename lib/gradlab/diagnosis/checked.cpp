#include "gradlab/diagnosis/checked.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gradlab::diagnosis {

double uncertainty_of_cost(const check::CheckResult& result) {
  constexpr double noises = 4;  // standard deviations
  constexpr double few_ulps = 64 * std::numeric_limits<float>::epsilon();  // a sum of many floats loses a few bits
  const bool is_single = std::any_of(result.troubles.begin(), result.troubles.end(),
                                     [](const check::Trouble& trouble) { return trouble.kind == "single_precision"; });
  double largest = 0;
  for (const check::ImplementationResult& one : result.implementations) {
    if (std::isfinite(one.cost)) largest = std::max(largest, std::abs(one.cost));
  }
  return noises * result.noise + (is_single ? few_ulps * largest : 0);
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
