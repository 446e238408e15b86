#include "gradlab/check/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::check {

namespace {

using arma::uword;

// Of the full check: preconditions, the noise along three parameters, and the slope test.
constexpr std::size_t full_beforehand = 500;
// The usual method takes four costs; some entries take more.
constexpr std::size_t full_each = 6;
constexpr double gradients_in_full = 7;

// Of the frugal check: the cost at theta, twice.
constexpr std::size_t frugal_beforehand = 2;

std::size_t count_costs(Effort effort, uword parameters) {
  switch (effort) {
    case Effort::full: return full_beforehand + full_each * parameters;
    case Effort::four_costs: return 4 * parameters;
    case Effort::two_costs:
    case Effort::sample: return 2 * (parameters + count_probes(parameters));
  }
  return 0;
}

double seconds_of(Effort effort, const Price& price, std::size_t costs) {
  const double in_turn = std::ceil(static_cast<double>(costs) / std::max(price.threads, 1));
  if (effort == Effort::full) return price.cost_seconds * in_turn + gradients_in_full * price.gradient_seconds;
  return price.cost_seconds * (static_cast<double>(frugal_beforehand) + in_turn) + price.gradient_seconds;
}

// Costs of entries that the budget allows.
double costs_within(const Price& price) {
  const double left =
      price.budget - price.gradient_seconds - static_cast<double>(frugal_beforehand) * price.cost_seconds;
  return std::max(0.0, std::floor(left / price.cost_seconds * std::max(price.threads, 1)));
}

// With room for one entry that does not agree.
bool fits(Effort effort, uword parameters, double costs) {
  return static_cast<double>(count_costs(effort, parameters) + costs_of_disagreement) <= costs;
}

// The largest sample that fits, and at least one entry.
uword count_sample(uword parameters, double costs) {
  uword low = 1, high = parameters;
  while (low < high) {
    const uword middle = low + (high - low + 1) / 2;
    if (fits(Effort::sample, middle, costs)) low = middle;
    else high = middle - 1;
  }
  return low;
}

std::vector<std::string> list_given_up(const Plan& plan, uword parameters) {
  if (plan.effort == Effort::full) return {};
  std::vector<std::string> given_up = {
      "the noise of the cost is not measured: it is taken for rounding error",
      "the cost is called twice at theta: that it keeps state is not looked for",
      "no slope test, and no shorter steps where an entry agrees"};
  if (plan.effort == Effort::four_costs) return given_up;
  given_up.push_back(fmt::format(
      "no second step but for {} of the entries: their error stands for the others'", count_probes(plan.parameters)));
  if (plan.effort == Effort::sample) {
    given_up.push_back(fmt::format("only {} of {} entries are checked", plan.parameters, parameters));
  }
  return given_up;
}

Plan make(Effort effort, uword parameters, const Price& price) {
  Plan plan;
  plan.effort = effort;
  plan.parameters = parameters;
  plan.costs = count_costs(effort, parameters) + (effort == Effort::full ? 0 : frugal_beforehand);
  plan.cost_seconds = price.cost_seconds;
  plan.seconds = seconds_of(effort, price, count_costs(effort, parameters));
  plan.budget = price.budget;
  plan.given_up = list_given_up(plan, price.parameters);
  return plan;
}

}  // namespace

uword count_probes(uword parameters) { return std::min<uword>(16, 1 + parameters / 20); }

Plan make_plan(const Price& price) {
  const Plan full = make(Effort::full, price.parameters, price);
  if (!(price.budget > 0) || !std::isfinite(price.budget) || full.seconds <= price.budget) return full;
  const double costs = costs_within(price);
  Plan plan;
  if (fits(Effort::four_costs, price.parameters, costs)) plan = make(Effort::four_costs, price.parameters, price);
  else if (fits(Effort::two_costs, price.parameters, costs)) plan = make(Effort::two_costs, price.parameters, price);
  else if (price.parameters == 1) plan = make(Effort::two_costs, 1, price);
  else plan = make(Effort::sample, count_sample(price.parameters, costs), price);
  plan.most_costs = std::max<std::size_t>(static_cast<std::size_t>(std::min(costs, 1e15)),
                                          count_costs(plan.effort, plan.parameters));
  return plan;
}

}  // namespace gradlab::check
