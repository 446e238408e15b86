#include "gradlab/check/checker.hpp"

#include "gradlab/check/changing_cost.hpp"
#include "gradlab/check/cost_noise.hpp"
#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/directions.hpp"
#include "gradlab/check/domain.hpp"
#include "gradlab/check/estimate_entries.hpp"
#include "gradlab/check/evaluate.hpp"
#include "gradlab/check/judgement.hpp"
#include "gradlab/check/kinks_together.hpp"
#include "gradlab/check/nearly_right.hpp"
#include "gradlab/check/odd_one_out.hpp"
#include "gradlab/check/points.hpp"
#include "gradlab/check/preconditions.hpp"
#include "gradlab/check/rounded_parameters.hpp"
#include "gradlab/check/sample.hpp"
#include "gradlab/check/slope_vote.hpp"
#include "gradlab/check/taylor_test.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"
#include "gradlab/check/time_limit.hpp"
#include "gradlab/check/within_budget.hpp"
#include "gradlab/require.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>

namespace gradlab::check {

namespace {

using numeric::Estimate;

// The first exception of a cost away from theta. Costs may run in several threads.
struct FirstThrown {
  std::once_flag once;
  std::optional<Trouble> trouble;

  void note() {
    std::call_once(once, [&] {
      trouble = thrown_by("the cost, not at theta but near it");
      trouble->severity = Severity::note;
    });
  }
};

// The cost gets a copy of its argument, which it may change. Where it throws, away from theta, it has no value: NaN.
// See preconditions.hpp for exceptions at theta itself.
Objective guard(const Objective& objective, const std::shared_ptr<FirstThrown>& first) {
  Objective kept = objective;
  kept.cost = [cost = objective.cost, first](const arma::vec& theta) {
    arma::vec argument = theta;
    try {
      return cost(argument);
    } catch (const NeverReturns&) {
      throw;
    } catch (...) {
      first->note();
      return arma::datum::nan;
    }
  };
  return kept;
}

// What the preconditions have found about the function goes with its results.
void note_behavior(const Behavior& behavior, ImplementationResult& result) {
  result.of_cost = behavior.of_cost;
  result.of_gradient = behavior.of_gradient;
  if (behavior.change.is_empty()) return;
  result.change_of_cost = behavior.change(0);
  result.change = behavior.change.tail(result.gradient.n_elem);
}

// ---- Which entries ----

void check_along_directions(const Objective& objective, const arma::vec& theta, const std::vector<Block>& blocks,
                            const CheckOptions& options, const Domain& domain, double noise, CheckResult& result) {
  for (ImplementationResult& implementation : result.implementations) {
    DirectionOptions wanted;
    wanted.directions = options.directions;
    wanted.seed = options.seed;
    wanted.tolerance = options.tolerance;
    wanted.noise = noise;
    wanted.share = implementation.of_gradient ? implementation.of_gradient->share : 0;
    wanted.typical_size = domain.typical_size;
    wanted.progress = options.progress;
    implementation.directions = check_directions(objective, theta, implementation.gradient, blocks, wanted);
    result.evaluations += implementation.directions.evaluations;
  }
}

std::vector<arma::uword> gather_suspects(const CheckResult& result) {
  std::set<arma::uword> suspects;
  for (const ImplementationResult& implementation : result.implementations) {
    suspects.insert(implementation.directions.suspects.begin(), implementation.directions.suspects.end());
  }
  return {suspects.begin(), suspects.end()};
}

// ---- The numerical side ----

// The length of each parameter, whether it was checked or not; 0 where the cost has a noise of its own along it, as in
// stairs: along a direction that noise would not be seen.
arma::vec lengths_of(const CheckResult& result, const arma::vec& theta) {
  arma::vec lengths = theta;
  lengths.transform(numeric::usual_scale);
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const Estimate& estimate = result.numerical[i];
    lengths(result.entries[i]) = std::isnan(estimate.noise) ? estimate.length : 0;
  }
  return lengths;
}

void ask_for_second_opinions(const Objective& objective, const arma::vec& theta, const arma::vec& direction,
                             int threads, CheckResult& result) {
  std::vector<arma::vec> gradients;
  for (const ImplementationResult& each : result.implementations) gradients.push_back(each.gradient);
  const std::vector<double> slopes = taylor_test(objective, theta, gradients, direction, result.noise, threads);
  for (std::size_t i = 0; i < slopes.size(); ++i) result.implementations[i].taylor_slope = slopes[i];
}

void sum_up(CheckResult& result) {
  for (const Estimate& estimate : result.numerical) {
    result.evaluations += estimate.evaluations;
    if (!(estimate.error <= result.largest_error_estimate)) result.largest_error_estimate = estimate.error;
  }
}

void require_seconds(std::string_view name, double seconds) {
  if (seconds >= 0) return;  // infinity: no limit
  throw std::invalid_argument(fmt::format("{} should be seconds, 0 or more, but is {}", name, seconds));
}

void require_sensible(const CheckOptions& options) {
  require_not_negative("tolerance.relative", options.tolerance.relative);
  require_not_negative("tolerance.absolute", options.tolerance.absolute);
  require_not_negative("tolerance.noise", options.tolerance.noise);
  require_not_negative("tolerance.max_hidden_share", options.tolerance.max_hidden_share);
  require_not_negative("directions", options.directions);
  require_not_negative("threads", options.threads);
  if (options.points < 1)
    throw std::invalid_argument(fmt::format("points should be 1 or more, but is {}", options.points));
  require_seconds("budget", options.budget);
  require_seconds("time_limit", options.time_limit);
  if (!(options.budget > 0) || !std::isfinite(options.budget)) return;
  if (options.directions > 0) throw std::invalid_argument("a budget is for single entries; leave directions out");
  if (options.method != "auto") throw std::invalid_argument("a budget is for the method auto, which spends it");
}

// Where a cost keeps state, directions may show nothing but that.
void doubt_directions(CheckResult& result) {
  for (ImplementationResult& implementation : result.implementations) {
    for (DirectionResult& direction : implementation.directions.blocks) {
      if (direction.verdict == Verdict::disagree) direction.verdict = Verdict::undecided;
    }
  }
}

double chance_of_missing(const CheckResult& result, const arma::vec& theta) {
  return 1 - static_cast<double>(result.entries.size()) / static_cast<double>(theta.n_elem);
}

// Everything after the preconditions.
void judge_all(const Objective& objective, const std::vector<Implementation>& implementations, const arma::vec& theta,
               const std::vector<Block>& blocks, const CheckOptions& options, const Preconditions& found,
               const Domain& domain, const Clock& clock, CheckResult& result) {
  result.implementations.clear();
  for (std::size_t i = 0; i < implementations.size(); ++i) {
    const Behavior& behavior = found.implementations[i];
    result.implementations.push_back(behavior.at_theta ? make_result(implementations[i].name, *behavior.at_theta,
                                                                     behavior.seconds, theta)
                                                       : evaluate(implementations[i], theta, clock));
    note_behavior(found.implementations[i], result.implementations.back());
    double& change = result.implementations.back().change_of_cost;
    if (!found.cost.change.is_empty()) change = std::max(change, found.cost.change(0) + found.cost.lag);
  }

  const double start = clock();
  NoisyDifferences around = measure_cost_noise(objective, theta, options.seed, domain, options.threads);
  allow_for_change(found.cost, around);
  result.cost = around.cost;
  result.noise = around.noise;
  result.evaluations = around.evaluations;
  if (options.directions > 0) {
    check_along_directions(objective, theta, blocks, options, domain, around.noise, result);
    if (found.cost.keeps_state) doubt_directions(result);
    result.entries = gather_suspects(result);
  } else {
    result.entries = choose_entries(blocks, options.parameters, options.seed);
  }
  std::vector<BlockResult> parts = split_into_blocks(blocks, result.entries);
  estimate_entries({objective, around.differences, theta, domain}, options.method, options.tolerance, around.noise,
                   {options.threads, options.progress, options.keep_going}, options.spread, parts, result);
  result.interrupted = options.keep_going && !options.keep_going();
  result.chance_of_missing = options.directions > 0 ? 0 : chance_of_missing(result, theta);
  allow_for_lag(found.cost, theta, result);
  sum_up(result);
  const arma::vec direction = draw_taylor_direction(lengths_of(result, theta), options.seed);
  if (!result.interrupted) ask_for_second_opinions(objective, theta, direction, options.threads, result);

  for (ImplementationResult& one : result.implementations) judge_implementation(result, parts, one);
  weigh_chance(found, result);
  const bool in_doubt = has_trouble(result.troubles, Severity::doubt);
  const bool is_nothing_known = result.interrupted && result.entries.empty();
  result.verdict = in_doubt || is_nothing_known ? Verdict::undecided : Verdict::agree;
  for (ImplementationResult& implementation : result.implementations) {
    implementation.nearly_right = find_nearly_right(result, implementation);
    if (!in_doubt && !result.interrupted) {
      implementation.kinks_together =
          judge_kinks_together(objective, theta, result, implementation.gradient, options.seed);
    }
    result.evaluations += implementation.kinks_together.evaluations;
    implementation.verdict = worst_of(implementation.verdict, implementation.kinks_together.verdict);
    if (!result.interrupted) {
      implementation.slope_vote = ask_slope(objective, theta, direction, result, implementation);
    }
    result.evaluations += implementation.slope_vote.evaluations;
    implementation.verdict = worst_of(implementation.verdict, implementation.slope_vote.verdict);
    result.verdict = worst_of(result.verdict, implementation.verdict);
  }
  result.seconds = clock() - start;
  result.odd_ones_out = find_odd_ones_out(result);
}

BudgetOptions to_budget_options(const CheckOptions& options) {
  return {options.budget,
          options.parameters,
          options.tolerance,
          options.seed,
          {options.threads, options.progress, options.keep_going},
          options.clock ? options.clock : steady_clock(),
          options.forecast};
}

CheckResult check_at(const Objective& asked, const std::vector<Implementation>& implementations, const arma::vec& theta,
                     const CheckOptions& options) {
  const auto first_thrown = std::make_shared<FirstThrown>();
  const Domain domain = make_domain(options.typical_size, options.lower, options.upper, theta);
  const BudgetOptions budget = to_budget_options(options);
  const auto forecast = std::make_shared<Forecast>(theta.n_elem, budget);
  const Objective objective = forecast->time_first(keep_within(domain, guard(asked, first_thrown)));
  const std::vector<Block> blocks = blocks_or_whole(objective.blocks, theta.n_elem);

  CheckResult result;
  result.theta = theta;
  result.tolerance = options.tolerance;
  result.has_single_method = options.method != "auto";
  if (budget.has_budget() && check_within_budget(objective, implementations, theta, domain, budget, result)) {
    if (first_thrown->trouble) result.troubles.push_back(*first_thrown->trouble);
    return result;
  }
  const Preconditions found = check_preconditions(asked, implementations, theta, options.seed, domain, budget.clock);
  result.troubles = found.troubles;
  result.of_cost = found.cost.of_cost;
  if (has_trouble(result.troubles, Severity::fatal)) return result;
  const Objective steady = found.cost.keeps_state ? ask_afresh(objective) : objective;
  judge_all(steady, implementations, theta, blocks, options, found, domain, budget.clock, result);
  if (!budget.has_budget()) result.plan = forecast->plan();
  if (result.interrupted) {
    result.plan.given_up.push_back(
        fmt::format("interrupted after {} of {} entries", result.entries.size(), theta.n_elem));
  } else if (!has_trouble(result.troubles, Severity::doubt)) {
    if (const auto trouble = find_rounded_parameters(objective, result)) result.troubles.push_back(*trouble);
  }
  if (first_thrown->trouble) result.troubles.push_back(*first_thrown->trouble);
  return result;
}

CheckResult make_fatal(const Tolerance& tolerance, const Trouble& trouble) {
  CheckResult result;
  result.tolerance = tolerance;
  result.troubles = {trouble};
  return result;
}

// ---- Further points ----

// Those whose gradient has another value at the point: the others may know theta alone. Nothing where one throws.
std::optional<std::vector<Implementation>> those_that_move(const std::vector<Implementation>& implementations,
                                                           const arma::vec& point, const CheckResult& at_theta) try {
  std::vector<Implementation> moving;
  for (std::size_t i = 0; i < implementations.size(); ++i) {
    const arma::vec gradient = implementations[i].evaluate(arma::vec(point)).gradient;
    if (!arma::approx_equal(gradient, at_theta.implementations[i].gradient, "absdiff", 0.0)) {
      moving.push_back(implementations[i]);
    }
  }
  return moving;
} catch (...) {
  return std::nullopt;
}

bool has_value_at(const Objective& objective, const arma::vec& point) try {
  return std::isfinite(objective.cost(arma::vec(point)));
} catch (...) {
  return false;
}

// At the first point, from far to near, that tells anything; else at the last one where the cost has a value.
std::optional<CheckResult> check_beside(const Objective& objective, const std::vector<Implementation>& all,
                                        const CheckOptions& options, bool trusts_constant,
                                        const CheckResult& at_theta) {
  std::optional<CheckResult> beside;
  for (const double share : shares_beside) {
    const Domain domain = make_domain(options.typical_size, options.lower, options.upper, at_theta.theta);
    const arma::vec point = turn_back(domain, at_theta.theta, move_beside(at_theta, share, options.seed));
    if (!has_value_at(objective, point)) continue;
    const auto chosen = trusts_constant ? those_that_move(all, point, at_theta) : std::optional(all);
    if (!chosen) continue;
    if (chosen->empty()) break;
    beside = check_at(objective, *chosen, point, options);
    if (beside->verdict != Verdict::undecided) break;
  }
  return beside;
}

void add_point(const std::optional<CheckResult>& beside, CheckResult& result) {
  if (!beside) return;
  result.points.push_back(*beside);
  result.verdict = worst_of(result.verdict, beside->verdict);
}

void check_further_points(const Objective& objective, const std::vector<Implementation>& implementations,
                          CheckOptions options, CheckResult& result) {
  const bool is_blind_spot = options.beside_blind && !result.blind.empty() && result.verdict != Verdict::disagree &&
                             !has_trouble(result.troubles, Severity::doubt);
  if (result.interrupted) return;
  const int wanted = options.points - 1;
  options.forecast = nullptr;
  for (int i = 0; i < std::max(wanted, is_blind_spot ? 1 : 0); ++i) {
    ++options.seed;
    add_point(check_beside(objective, implementations, options, wanted == 0 && options.trust_constant, result), result);
  }
}

// One more point than were asked for, where theta may hide mistakes.
std::size_t count_points(const CheckOptions& options, const arma::vec& theta) {
  const bool may_be_blind = options.beside_blind && (theta.is_zero() || theta.min() == theta.max());
  return static_cast<std::size_t>(std::max(options.points, may_be_blind ? 2 : 1));
}

}  // namespace

CheckOptions share_budget(CheckOptions options, std::size_t count) {
  const auto shares = static_cast<double>(count);
  options.budget /= shares;
  if (!options.forecast) return options;
  options.forecast = [=, tell = options.forecast](Plan plan) {
    plan.costs *= count;
    plan.seconds *= shares;
    plan.budget *= shares;
    tell(plan);
  };
  return options;
}

CheckResult check_gradients(const Objective& unlimited, const std::vector<Implementation>& all, const arma::vec& theta,
                            const CheckOptions& options) {
  if (theta.is_empty()) throw std::invalid_argument("theta should have at least one entry, but is empty");
  require_finite("theta", theta);
  require_sensible(options);
  const TimeLimit time_limit(options.time_limit);
  const Objective asked = time_limit.limit(unlimited);
  std::vector<Implementation> implementations;
  for (const Implementation& each : all) implementations.push_back(time_limit.limit(each));
  make_domain(options.typical_size, options.lower, options.upper, theta);
  blocks_or_whole(asked.blocks, theta.n_elem);
  choose_methods(options.method, asked);

  const CheckOptions shared = share_budget(options, count_points(options, theta));
  CheckResult result;
  try {
    result = check_at(asked, implementations, theta, shared);
    if (has_trouble(result.troubles, Severity::fatal)) return result;
    result.blind = find_blindness(theta, result);
    check_further_points(asked, implementations, shared, result);
  } catch (const NeverReturns&) {
    return make_fatal(options.tolerance, thrown_by("the cost, not at theta but near it"));
  }
  return result;
}

}  // namespace gradlab::check
