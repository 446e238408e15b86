#include "gradlab/check/checker.hpp"

#include "gradlab/check/cost_noise.hpp"
#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/directions.hpp"
#include "gradlab/check/judgement.hpp"
#include "gradlab/check/kinks_together.hpp"
#include "gradlab/check/nearly_right.hpp"
#include "gradlab/check/odd_one_out.hpp"
#include "gradlab/check/preconditions.hpp"
#include "gradlab/check/sample.hpp"
#include "gradlab/check/slope_vote.hpp"
#include "gradlab/check/taylor_test.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"
#include "gradlab/require.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>

namespace gradlab::check {

namespace {

using numeric::Estimate;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

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
    } catch (...) {
      first->note();
      return arma::datum::nan;
    }
  };
  return kept;
}

ImplementationResult run(const Implementation& implementation, const arma::vec& theta) {
  ImplementationResult result;
  result.name = implementation.name;
  arma::vec argument = theta;  // a copy: the function may change it
  const auto start = std::chrono::steady_clock::now();
  Evaluation evaluation = implementation.evaluate(argument);
  result.seconds = seconds_since(start);
  require_shape("the gradient of " + implementation.name, evaluation.gradient, theta.n_elem, 1);
  result.cost = evaluation.cost;
  result.gradient = std::move(evaluation.gradient);
  return result;
}

// ---- Which entries ----

void check_along_directions(const Objective& objective, const arma::vec& theta, const std::vector<Block>& blocks,
                            const CheckOptions& options, double noise, CheckResult& result) {
  for (ImplementationResult& implementation : result.implementations) {
    DirectionOptions wanted;
    wanted.directions = options.directions;
    wanted.seed = options.seed;
    wanted.tolerance = options.tolerance;
    wanted.noise = noise;
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

// The worst verdict of all implementations on entry i of the checked ones.
Verdict judge_entry(const BlockResult& block, const CheckResult& result, std::size_t i, const Estimate& estimate,
                    const Tolerance& tolerance) {
  Verdict verdict = Verdict::agree;
  for (const ImplementationResult& claimed : result.implementations) {
    const double analytic = claimed.gradient(result.entries[i]);
    verdict = worst_of(verdict, compare(block, result.entries[i], analytic, estimate, tolerance).verdict);
  }
  return verdict;
}

// For each checked entry its block.
std::vector<const BlockResult*> block_of_each(const std::vector<BlockResult>& blocks) {
  std::vector<const BlockResult*> block_of;
  for (const BlockResult& block : blocks) block_of.insert(block_of.end(), block.end - block.begin, &block);
  return block_of;
}

// A cost of exactly 0 that stands still claims no rounding, but a slope may be hidden below a unit in its last place.
bool stands_still_at_zero(const Estimate& estimate) { return estimate.value == 0 && estimate.error == 0; }

// Entries that the first method leaves undecided, calls wrong or finds rough, with a tolerance that allows for no noise.
std::vector<std::size_t> find_open(const CheckResult& result,
                                   const std::function<Verdict(std::size_t, const Estimate&)>& judge_strictly) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const Estimate& first = result.numerical[i];
    if (first.rough || stands_still_at_zero(first) || judge_strictly(i, first) != Verdict::agree) open.push_back(i);
  }
  return open;
}

// "central, ridders": the used methods in the order in which they are tried, each once.
std::string join_names(const std::vector<const numeric::Method*>& methods, std::set<std::string_view> used) {
  std::string names;
  for (const numeric::Method* method : methods) {
    if (used.erase(method->name) == 0) continue;
    names += (names.empty() ? "" : ", ") + std::string(method->name);
  }
  return names;
}

// By what length each entry is judged.
void set_lengths(const arma::vec& theta, CheckResult& result) {
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    Estimate& estimate = result.numerical[i];
    const double usual = numeric::usual_scale(theta(result.entries[i]));
    estimate.length = std::isfinite(estimate.scale) ? estimate.scale : usual;
  }
}

void differentiate_entries(const Objective& objective, const NoisyDifferences& around, const arma::vec& theta,
                           const CheckOptions& options, std::vector<BlockResult>& parts, CheckResult& result) {
  const Point point = {objective, around.differences, theta};
  const DifferentiateOptions how = {options.threads, options.progress};
  std::vector<const numeric::Method*> methods = choose_methods(options.method, objective);
  std::set<std::string_view> used = {methods.front()->name};
  result.numerical = differentiate(point, result.entries, *methods.front(), how);
  set_lengths(theta, result);

  if (methods.size() > 1) {
    Tolerance strict = options.tolerance;
    strict.noise = 0;
    set_floors(parts, result.numerical, strict, 0);
    const std::vector<const BlockResult*> block_of = block_of_each(parts);
    const auto judge_strictly = [&](std::size_t i, const Estimate& estimate) {
      return judge_entry(*block_of[i], result, i, estimate, strict);
    };
    const std::vector<std::size_t> open = find_open(result, judge_strictly);
    used.merge(refine(point, result.entries, open, methods, judge_strictly, how,
                      result.numerical));
    set_lengths(theta, result);
  }
  set_floors(parts, result.numerical, options.tolerance, around.noise);
  result.method = join_names(methods, used);
}

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
                             CheckResult& result) {
  std::vector<arma::vec> gradients;
  for (const ImplementationResult& each : result.implementations) gradients.push_back(each.gradient);
  const std::vector<double> slopes = taylor_test(objective, theta, gradients, direction, result.noise);
  for (std::size_t i = 0; i < slopes.size(); ++i) result.implementations[i].taylor_slope = slopes[i];
}

void sum_up(CheckResult& result) {
  for (const Estimate& estimate : result.numerical) {
    result.evaluations += estimate.evaluations;
    if (!(estimate.error <= result.largest_error_estimate)) result.largest_error_estimate = estimate.error;
  }
}

void require_sensible(const CheckOptions& options) {
  require_not_negative("tolerance.relative", options.tolerance.relative);
  require_not_negative("tolerance.absolute", options.tolerance.absolute);
  require_not_negative("tolerance.noise", options.tolerance.noise);
  require_not_negative("directions", options.directions);
  require_not_negative("threads", options.threads);
}

// Everything after the preconditions.
void judge_all(const Objective& objective, const std::vector<Implementation>& implementations, const arma::vec& theta,
               const std::vector<Block>& blocks, const CheckOptions& options, CheckResult& result) {
  for (const Implementation& implementation : implementations) {
    result.implementations.push_back(run(implementation, theta));
  }

  const auto start = std::chrono::steady_clock::now();
  const NoisyDifferences around = measure_cost_noise(objective, theta, options.seed);
  result.cost = around.cost;
  result.noise = around.noise;
  result.evaluations = around.evaluations;
  if (options.directions > 0) {
    check_along_directions(objective, theta, blocks, options, around.noise, result);
    result.entries = gather_suspects(result);
  } else {
    result.entries = choose_entries(blocks, options.parameters, options.seed);
    result.chance_of_missing = 1 - static_cast<double>(result.entries.size()) / static_cast<double>(theta.n_elem);
  }
  std::vector<BlockResult> parts = split_into_blocks(blocks, result.entries);
  differentiate_entries(objective, around, theta, options, parts, result);
  sum_up(result);
  const arma::vec direction = draw_taylor_direction(lengths_of(result, theta), options.seed);
  ask_for_second_opinions(objective, theta, direction, result);

  result.verdict = has_trouble(result.troubles, Severity::doubt) ? Verdict::undecided : Verdict::agree;
  for (ImplementationResult& implementation : result.implementations) {
    judge_implementation(result, parts, implementation);
    implementation.nearly_right = find_nearly_right(result, implementation);
    implementation.kinks_together =
        judge_kinks_together(objective, theta, result, implementation.gradient, options.seed);
    result.evaluations += implementation.kinks_together.evaluations;
    implementation.verdict = worst_of(implementation.verdict, implementation.kinks_together.verdict);
    implementation.slope_vote = ask_slope(objective, theta, direction, result, implementation);
    result.evaluations += implementation.slope_vote.evaluations;
    implementation.verdict = worst_of(implementation.verdict, implementation.slope_vote.verdict);
    result.verdict = worst_of(result.verdict, implementation.verdict);
  }
  result.seconds = seconds_since(start);
  result.odd_ones_out = find_odd_ones_out(result);
}

}  // namespace

CheckResult check_gradients(const Objective& asked, const std::vector<Implementation>& implementations,
                            const arma::vec& theta, const CheckOptions& options) {
  if (theta.is_empty()) throw std::invalid_argument("theta should have at least one entry, but is empty");
  require_finite("theta", theta);
  require_sensible(options);
  const auto first_thrown = std::make_shared<FirstThrown>();
  const Objective objective = guard(asked, first_thrown);
  const std::vector<Block> blocks = blocks_or_whole(objective.blocks, theta.n_elem);
  choose_methods(options.method, objective);

  CheckResult result;
  result.tolerance = options.tolerance;
  result.troubles = check_preconditions(asked, implementations, theta, options.seed);
  if (has_trouble(result.troubles, Severity::fatal)) return result;
  judge_all(objective, implementations, theta, blocks, options, result);
  if (first_thrown->trouble) result.troubles.push_back(*first_thrown->trouble);
  return result;
}

}  // namespace gradlab::check
