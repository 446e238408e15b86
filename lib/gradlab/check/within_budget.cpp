#include "gradlab/check/within_budget.hpp"

#include "gradlab/check/frugal.hpp"
#include "gradlab/check/judgement.hpp"
#include "gradlab/check/odd_one_out.hpp"
#include "gradlab/check/sample.hpp"
#include "gradlab/in_parallel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace gradlab::check {

namespace {

using arma::uword, arma::vec;

// What one call of each function tells.
struct FirstCalls {
  std::vector<ImplementationResult> implementations;
  double cost = arma::datum::nan;
  double cost_seconds = 0, gradient_seconds = 0;
};

// Nothing where a function throws, or gives no finite cost.
std::optional<FirstCalls> call_once(const Objective& objective, const std::vector<Implementation>& implementations,
                                    const vec& theta, const Clock& clock) try {
  FirstCalls calls;
  const double start = clock();
  calls.cost = objective.cost(theta);
  calls.cost_seconds = clock() - start;
  if (!std::isfinite(calls.cost)) return std::nullopt;
  for (const Implementation& implementation : implementations) {
    calls.implementations.push_back(evaluate(implementation, theta, clock));
    calls.gradient_seconds += calls.implementations.back().seconds;
  }
  return calls;
} catch (...) {
  return std::nullopt;
}

// A model's own differences may cost far less than a cost.
double time_difference(const Objective& objective, const vec& theta, const Domain& domain, const Clock& clock) {
  const DifferenceFunction differences = objective.differences(theta);
  const double start = clock();
  differences(0, (domain.contains(0, theta(0) + 1e-5) ? 1e-5 : -1e-5));
  return clock() - start;
}

Price price_of(const FirstCalls& calls, const Objective& objective, const vec& theta, const Domain& domain,
               const BudgetOptions& options) {
  Price price;
  const uword all = theta.n_elem;
  price.parameters = options.parameters == 0 ? all : std::min(options.parameters, all);
  price.cost_seconds = calls.cost_seconds;
  if (objective.differences) price.cost_seconds = time_difference(objective, theta, domain, options.clock);
  price.gradient_seconds = calls.gradient_seconds;
  price.threads = objective.concurrent ? in_parallel::count_threads(options.how.threads) : 1;
  price.budget = options.budget;
  return price;
}

// The cost was asked for at theta already.
DifferenceFunction differences_from(const Objective& objective, const vec& theta, double at_theta) {
  if (objective.differences) return objective.differences(theta);
  return [cost = objective.cost, theta, at_theta](uword k, double step) {
    vec moved = theta;
    moved(k) += step;
    const double there = cost(moved);
    return Difference{there - at_theta,
                      std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(at_theta))};
  };
}

void compare_costs(double first, double second, CheckResult& result) {
  constexpr double few_ulps = 64 * std::numeric_limits<double>::epsilon();
  if (std::abs(first - second) <= few_ulps * std::abs(first)) return;
  result.troubles.push_back({"not_deterministic",
                             fmt::format("the cost: cost is {:.10g}, then {:.10g} at the same theta", first, second),
                             Severity::doubt});
}

void judge(const std::vector<BlockResult>& parts, CheckResult& result) {
  result.verdict = has_trouble(result.troubles, Severity::doubt) ? Verdict::undecided : Verdict::agree;
  for (ImplementationResult& implementation : result.implementations) {
    judge_implementation(result, parts, implementation);
    result.verdict = worst_of(result.verdict, implementation.verdict);
  }
  result.odd_ones_out = find_odd_ones_out(result);
}

double largest_error(const std::vector<numeric::Estimate>& estimates) {
  double largest = 0;
  for (const numeric::Estimate& estimate : estimates) largest = std::fmax(largest, estimate.error);
  return largest;
}

// Of entries at one kink each may be right alone, and all together wrong: see kinks_together.hpp.
void doubt_kinks(CheckResult& result) {
  const auto has_kink = [](const numeric::Estimate& estimate) { return estimate.has_kink(); };
  if (std::count_if(result.numerical.begin(), result.numerical.end(), has_kink) < 2) return;
  result.verdict = worst_of(result.verdict, Verdict::undecided);
  result.plan.given_up.push_back("entries that stand at kinks are not moved together, which leaves room for doubt");
}

// The first call of a function is often slow: memory is touched for the first time, code is loaded. So the median of a
// few counts. Calls that take long are not waited for.
constexpr std::size_t first_costs = 15;
constexpr double long_enough = 0.3;

}  // namespace

Forecast::Forecast(uword parameters, const BudgetOptions& options)
    : tell_(options.has_budget() ? nullptr : options.forecast), clock_(options.clock) {
  price_.parameters = options.parameters == 0 ? parameters : std::min(options.parameters, parameters);
  price_.cost_seconds = price_.gradient_seconds = arma::datum::nan;
  price_.threads = in_parallel::count_threads(options.how.threads);
  plan_ = make_plan(price_);
}

Objective Forecast::time_first(Objective objective) {
  if (!objective.concurrent) price_.threads = 1;
  if (!tell_) return objective;
  const auto timed = [self = shared_from_this()](const auto& function) {
    return [self, function](const auto&... arguments) {
      if (self->is_told_.load(std::memory_order_relaxed)) return function(arguments...);
      const double start = self->clock_();
      const auto result = function(arguments...);
      self->add(self->clock_() - start);
      return result;
    };
  };
  if (!objective.differences) {
    objective.cost = timed(objective.cost);
    return objective;
  }
  objective.differences = [timed, around = objective.differences](const vec& theta) {
    const DifferenceFunction plain = around(theta);
    DifferenceFunction first = timed(plain);
    first.many = plain.many;
    return first;
  };
  return objective;
}

void Forecast::add(double cost_seconds) {
  const std::lock_guard lock(adding_);
  if (is_told_) return;
  first_seconds_.push_back(cost_seconds);
  const double all = std::accumulate(first_seconds_.begin(), first_seconds_.end(), 0.0);
  if (first_seconds_.size() < first_costs && all < long_enough) return;
  is_told_ = true;
  price_.cost_seconds = arma::median(vec(first_seconds_));
  price_.gradient_seconds = 0;  // they are called already
  plan_ = make_plan(price_);
  tell_(plan_);
}

bool check_within_budget(const Objective& objective, const std::vector<Implementation>& implementations,
                         const vec& theta, const Domain& domain, const BudgetOptions& options, CheckResult& result) {
  const Clock& clock = options.clock;
  const double start = clock();
  std::optional<FirstCalls> calls = call_once(objective, implementations, theta, clock);
  if (!calls) return false;
  result.plan = make_plan(price_of(*calls, objective, theta, domain, options));
  if (options.forecast) options.forecast(result.plan);
  if (result.plan.effort == Effort::full) return false;

  const std::vector<Block> blocks = blocks_or_whole(objective.blocks, theta.n_elem);
  result.implementations = std::move(calls->implementations);
  result.cost = objective.cost(theta);
  compare_costs(calls->cost, result.cost, result);
  result.noise = std::numeric_limits<double>::epsilon() * std::abs(result.cost);
  const DifferenceFunction differences = differences_from(objective, theta, result.cost);
  const Point point = {objective, differences, theta, domain};
  const auto is_over = [&] { return clock() - start >= options.budget; };
  FrugalDerivatives frugal(point, result.plan, {options.how, options.seed, is_over});
  frugal.look(choose_entries(blocks, result.plan.parameters, options.seed));
  result.entries = frugal.entries();
  std::vector<BlockResult> parts = split_into_blocks(blocks, result.entries);
  set_floors(parts, frugal.estimates(), options.tolerance, result.noise);
  const std::vector<const BlockResult*> block_of = block_of_each(parts);
  frugal.refine([&](std::size_t i, const numeric::Estimate& estimate) {
    return judge_entry(*block_of[i], result, i, estimate, options.tolerance);
  });
  result.numerical = frugal.estimates();
  set_floors(parts, result.numerical, options.tolerance, result.noise);
  result.method = "central";
  result.chance_of_missing = 1 - static_cast<double>(result.entries.size()) / static_cast<double>(theta.n_elem);
  result.largest_error_estimate = largest_error(result.numerical);
  result.evaluations = frugal.evaluations();
  judge(parts, result);
  doubt_kinks(result);
  if (result.entries.size() < result.plan.parameters) {
    result.plan.given_up.push_back(
        fmt::format("time was over after {} entries of {}", result.entries.size(), result.plan.parameters));
  }
  result.seconds = clock() - start;
  return true;
}

}  // namespace gradlab::check
