#include "gradlab/check/changing_cost.hpp"

#include "gradlab/numeric/along_one_parameter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::check {

namespace {

// A derivative that is known to this share of its block's largest one shows mistakes in spite of chance.
constexpr double small_share = 1e-3;

bool are_known(const BlockResult& block, const std::vector<numeric::Estimate>& estimates) {
  for (std::size_t i = block.begin; i < block.end; ++i) {
    if (!(estimates[i].error <= small_share * block.largest)) return false;
  }
  return true;
}

bool is_known(const DirectionResult& direction) {
  return direction.numeric.error <= small_share * std::abs(direction.numeric.value);
}

bool is_small(const Behavior& behavior, const arma::vec& gradient) {
  if (!behavior.is_random || behavior.change.n_elem < 2) return true;
  const arma::vec entries = arma::abs(gradient);
  return arma::all(behavior.change.tail(gradient.n_elem) <= small_share * entries.max());
}

}  // namespace

Objective ask_afresh(Objective objective) {
  objective.differences = [cost = objective.cost](const arma::vec& theta) -> DifferenceFunction {
    return [cost, theta](arma::uword k, double step) {
      arma::vec moved = theta;
      moved(k) += step;
      const double here = cost(theta), there = cost(moved);
      return Difference{there - here, std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(here))};
    };
  };
  objective.complex_cost = nullptr;
  return objective;
}

void allow_for_change(const Behavior& cost, NoisyDifferences& around) {
  if (cost.change.is_empty()) return;
  const double change = cost.change(0);
  if (cost.is_random) around.noise = std::max(around.noise, change);
  around.differences = change_each(around.differences, [change](const Move&, Difference difference) {
    difference.rounding = std::max(difference.rounding, change);
    return difference;
  });
}

void allow_for_lag(const Behavior& cost, const arma::vec& theta, CheckResult& result) {
  if (cost.lag == 0) return;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const double scale = numeric::usual_scale(theta(result.entries[i]));
    result.numerical[i].error += 2 * cost.lag / (step_away * scale);
  }
}

void weigh_chance(const Preconditions& found, CheckResult& result) {
  if (result.implementations.empty()) return;
  const std::vector<numeric::Estimate>& estimates = result.numerical;
  bool is_weak = true;
  for (std::size_t i = 0; i < result.implementations.size(); ++i) {
    const ImplementationResult& one = result.implementations[i];
    is_weak = is_weak && is_small(found.implementations[i], one.gradient) &&
              std::all_of(one.blocks.begin(), one.blocks.end(),
                          [&](const BlockResult& block) { return are_known(block, estimates); }) &&
              std::all_of(one.directions.blocks.begin(), one.directions.blocks.end(), is_known);
  }
  if (!is_weak) return;
  for (Trouble& trouble : result.troubles) {
    if (trouble.kind != "not_deterministic") continue;
    trouble.severity = Severity::note;
    trouble.evidence += "; small beside the derivatives, it counts as noise";
  }
}

}  // namespace gradlab::check
