#include "gradlab/languages/best_explained.hpp"

#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/languages/distinct_ways.hpp"
#include "gradlab/models/network/known_mistakes.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using diagnosis::Finding;

// A pattern describes more than it explains.
constexpr int price_of_a_mistake = 2, price_of_a_pattern = 5, price_of_the_unknown = 20;

bool is_known(const Finding& finding, const KnownMistakes& known) {
  return std::any_of(known.mistakes.begin(), known.mistakes.end(),
                     [&](const KnownMistake& mistake) { return name_of(mistake) == finding.mistake; });
}

// What it takes to explain the figures; one mistake at several places is one.
int price_of(const std::vector<Finding>& findings, const KnownMistakes& known) {
  int price = 0;
  std::set<std::string> counted;
  for (const Finding& finding : findings) {
    if (finding.mistake.empty()) price += price_of_the_unknown;
    else if (counted.insert(finding.mistake).second) {
      price += is_known(finding, known) ? price_of_a_mistake : price_of_a_pattern;
    }
  }
  return price;
}

int price_of(const FoundConvention& way, const KnownMistakes& known) {
  if (!way.has_gradient) return price_of(diagnosis::diagnose_cost(known, way.cost), known);
  return price_of(diagnosis::diagnose(known, {way.cost, way.gradient}), known);
}

}  // namespace

FoundConvention best_explained(const FoundConvention& found, const TestPoint& probe, const nn::Form& form) {
  const std::vector<FoundConvention> ways = distinct_ways(found);
  if (ways.size() < 2 || found.cost_matches || found.gradient_matches || found.turns_labels) return found;
  KnownMistakes known = nn::make_known_mistakes(probe.problem, form);
  known.cheap = false;  // pairs of mistakes take long, and other ways of calling are many
  FoundConvention best = found;
  int least = price_of(found, known);
  for (const FoundConvention& way : ways) {
    if (way.has_gradient != found.has_gradient) continue;
    const int price = price_of(way, known);
    if (price >= least) continue;
    least = price;
    best = way;
    best.remarks = found.remarks;
  }
  best.others = found.others;
  return best;
}

}  // namespace gradlab::languages
