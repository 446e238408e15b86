#include "gradlab/check/checker.hpp"

#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/dissent.hpp"
#include "gradlab/check/sample.hpp"
#include "gradlab/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace gradlab::check {

namespace {

using numeric::Estimate;

// Two sums of some 1e5 positive terms in different order differ by 1e-13 or so of themselves.
constexpr double cost_tolerance = 1e-10;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// A stretch of the checked entries that lies in one block.
struct Stretch {
  Block block;
  arma::uword first_index = 0;         // of the block in theta
  std::size_t begin = 0, end = 0;      // in `entries`
  double largest = 0;                  // numerical entry
};

std::vector<Stretch> split_into_blocks(const std::vector<Block>& blocks, const std::vector<arma::uword>& entries) {
  std::vector<Stretch> stretches;
  arma::uword first = 0;
  std::size_t begin = 0;
  for (const Block& block : blocks) {
    const auto end = std::lower_bound(entries.begin(), entries.end(), first + block.size());
    stretches.push_back({block, first, begin, static_cast<std::size_t>(end - entries.begin()), 0});
    begin = stretches.back().end;
    first += block.size();
  }
  return stretches;
}

void find_largest(std::vector<Stretch>& stretches, const std::vector<Estimate>& estimates) {
  for (Stretch& stretch : stretches) {
    for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
      const double size = std::abs(estimates[i].value);
      if (std::isfinite(size)) stretch.largest = std::max(stretch.largest, size);
    }
  }
}

ImplementationResult run(const Implementation& implementation, const arma::vec& theta) {
  ImplementationResult result;
  result.name = implementation.name;
  const auto start = std::chrono::steady_clock::now();
  Evaluation evaluation = implementation.evaluate(theta);
  result.seconds = seconds_since(start);
  require_shape("the gradient of " + implementation.name, evaluation.gradient, theta.n_elem, 1);
  result.cost = evaluation.cost;
  result.gradient = std::move(evaluation.gradient);
  return result;
}

Verdict judge_cost(double cost, double reference) {
  if (!std::isfinite(cost) || !std::isfinite(reference)) return Verdict::undecided;
  const double allowed = cost_tolerance * std::max(std::abs(cost), std::abs(reference));
  return std::abs(cost - reference) <= allowed ? Verdict::agree : Verdict::disagree;
}

Comparison compare(const Stretch& stretch, arma::uword index, double analytic, const Estimate& estimate,
                   const Tolerance& tolerance) {
  Comparison comparison;
  comparison.place = place_in(stretch.block, index - stretch.first_index);
  comparison.analytic = analytic;
  comparison.numeric = estimate;
  comparison.allowed = allowed_difference(tolerance, analytic, estimate.value, stretch.largest);
  comparison.verdict = judge(analytic, estimate, comparison.allowed);
  return comparison;
}

// How much of the allowed difference an entry uses up.
double strain(const Comparison& comparison) {
  const double used = std::abs(comparison.analytic - comparison.numeric.value) + comparison.numeric.error;
  if (std::isnan(used)) return std::numeric_limits<double>::infinity();
  return used == 0 ? 0 : used / comparison.allowed;
}

bool is_worse(const Comparison& one, const Comparison& other) {
  if (one.verdict != other.verdict) return one.verdict > other.verdict;
  return strain(one) > strain(other);
}

void count(Verdict verdict, Counts& counts) {
  ++counts.checked;
  if (verdict == Verdict::agree) ++counts.agreeing;
  if (verdict == Verdict::disagree) ++counts.disagreeing;
  if (verdict == Verdict::undecided) ++counts.undecided;
}

BlockResult judge_block(const Stretch& stretch, const std::vector<arma::uword>& entries, const arma::vec& gradient,
                        const std::vector<Estimate>& estimates, const Tolerance& tolerance) {
  BlockResult result;
  result.block = stretch.block;
  double difference = 0;
  double sum = 0;
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    const Comparison entry = compare(stretch, entries[i], gradient(entries[i]), estimates[i], tolerance);
    if (i == stretch.begin || is_worse(entry, result.worst)) result.worst = entry;
    count(entry.verdict, result.counts);
    difference = std::hypot(difference, entry.analytic - entry.numeric.value);
    sum = std::hypot(sum, entry.analytic + entry.numeric.value);
  }
  result.norm_ratio = difference == 0 ? 0 : difference / sum;
  return result;
}

void judge_implementation(const std::vector<Stretch>& stretches, const std::vector<arma::uword>& entries,
                          const std::vector<Estimate>& estimates, const Tolerance& tolerance, double reference_cost,
                          ImplementationResult& result) {
  result.cost_verdict = judge_cost(result.cost, reference_cost);
  result.verdict = result.cost_verdict;
  for (const Stretch& stretch : stretches) {
    const BlockResult block = judge_block(stretch, entries, result.gradient, estimates, tolerance);
    result.counts.checked += block.counts.checked;
    result.counts.agreeing += block.counts.agreeing;
    result.counts.disagreeing += block.counts.disagreeing;
    result.counts.undecided += block.counts.undecided;
    if (block.counts.checked > 0) result.verdict = worst_of(result.verdict, block.worst.verdict);
    result.blocks.push_back(block);
  }
}

// Entries that some implementation cannot be judged by yet.
std::vector<std::size_t> find_undecided(const std::vector<Stretch>& stretches, const CheckResult& result,
                                        const Tolerance& tolerance) {
  std::vector<std::size_t> open;
  for (const Stretch& stretch : stretches) {
    for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
      const bool undecided = std::any_of(
          result.implementations.begin(), result.implementations.end(), [&](const ImplementationResult& claimed) {
            const arma::uword index = result.entries[i];
            return compare(stretch, index, claimed.gradient(index), result.numerical[i], tolerance).verdict ==
                   Verdict::undecided;
          });
      if (undecided) open.push_back(i);
    }
  }
  return open;
}

void run_numerical_side(const Objective& objective, const arma::vec& theta, const CheckOptions& options,
                        std::vector<Stretch>& stretches, CheckResult& result) {
  const auto start = std::chrono::steady_clock::now();
  result.cost = objective.cost(theta);
  const DifferenceFunction differences = differences_around(objective, theta);
  std::vector<std::size_t> open(result.entries.size());
  std::iota(open.begin(), open.end(), std::size_t{0});

  for (const numeric::Method* method : choose_methods(options.method, objective)) {
    differentiate(objective, differences, theta, result.entries, open, *method, {options.threads, options.progress},
                  result.numerical);
    result.method += fmt::format("{}{}", result.method.empty() ? "" : ", ", method->name);
    find_largest(stretches, result.numerical);
    open = find_undecided(stretches, result, options.tolerance);
    if (open.empty()) break;
  }

  for (const Estimate& estimate : result.numerical) {
    result.evaluations += estimate.evaluations;
    if (!(estimate.error <= result.largest_error_estimate)) result.largest_error_estimate = estimate.error;
  }
  result.seconds = seconds_since(start);
}

}  // namespace

double relative_error(const Comparison& comparison) {
  const double difference = std::abs(comparison.analytic - comparison.numeric.value);
  if (difference == 0) return 0;
  return difference / std::max(std::abs(comparison.analytic), std::abs(comparison.numeric.value));
}

CheckResult check_gradients(const Objective& objective, const std::vector<Implementation>& implementations,
                            const arma::vec& theta, const CheckOptions& options) {
  if (theta.is_empty()) throw std::invalid_argument("theta should have at least one entry, but is empty");
  require_finite("theta", theta);
  const std::vector<Block> blocks = blocks_or_whole(objective.blocks, theta.n_elem);

  CheckResult result;
  for (const Implementation& implementation : implementations) {
    result.implementations.push_back(run(implementation, theta));
  }
  result.entries = choose_entries(blocks, options.parameters, options.seed);
  result.numerical.resize(result.entries.size());
  std::vector<Stretch> stretches = split_into_blocks(blocks, result.entries);
  run_numerical_side(objective, theta, options, stretches, result);

  result.verdict = Verdict::agree;
  for (ImplementationResult& implementation : result.implementations) {
    judge_implementation(stretches, result.entries, result.numerical, options.tolerance, result.cost, implementation);
    result.verdict = worst_of(result.verdict, implementation.verdict);
  }
  result.dissents = find_dissents(blocks, result, options.tolerance);
  return result;
}

}  // namespace gradlab::check
