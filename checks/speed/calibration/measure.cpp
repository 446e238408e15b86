#include "measure.hpp"

#include "knowable.hpp"
#include "point.hpp"
#include "truth.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/check/judgement.hpp"
#include "gradlab/check/place.hpp"
#include "gradlab/check/cost_noise.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/methods.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

#include <fmt/format.h>

#include <cmath>
#include <exception>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace gradlab::calibration {

namespace {

using check::Verdict;
using numeric::Estimate;

const char* const fault_names[] = {"1e-6", "1e-3", "sign", "zero", "term"};

Failure failure_at(const Point& point, arma::uword k, const Estimate& estimate, std::string what) {
  Failure failure;
  failure.what = std::move(what);
  failure.point = point.number;
  failure.entry = k;
  failure.x = point.instance.theta(k);
  failure.step = estimate.step;
  failure.value = estimate.value;
  failure.estimate = estimate.error;
  failure.truth = static_cast<double>(point.truth[k].low);
  failure.error = point.truth[k].error_of(estimate);
  failure.analytic = arma::datum::nan;
  failure.allowed = arma::datum::nan;
  return failure;
}

// ---- Estimates ----

// Errors up to this many units in the last place of the truth say nothing about an estimate's tightness.
constexpr double few_ulps = 4;

void count_estimate(const Point& point, arma::uword k, const Estimate& estimate, Figures& figures) {
  ++figures.entries;
  figures.evaluations += estimate.evaluations;
  figures.costs.push_back(static_cast<float>(estimate.evaluations));
  const double error = point.truth[k].error_of(estimate);
  if (std::isfinite(error) && point.largest(k) > 0) {
    figures.worst_error = std::max(figures.worst_error, error / point.largest(k));
  }
  if (!std::isfinite(error) || !std::isfinite(estimate.error)) {
    ++figures.unknown;
    return;
  }
  if (error <= estimate.error) ++figures.within;
  else keep(figures.failures, failure_at(point, k, estimate, "error above estimate"));
  if (error > few_ulps * std::numeric_limits<double>::epsilon() * point.truth[k].largest()) {
    figures.tightness.push_back(static_cast<float>(estimate.error / error));
  }
}

// ---- Verdicts ----

struct Judged {
  Verdict verdict = Verdict::undecided;
  double allowed = arma::datum::nan;
};

// The checker's own rule for any gradient against these estimates; `noise` is the cost's.
class Rule {
 public:
  Rule(const Point& point, const std::vector<Estimate>& estimates, double noise)
      : estimates_(estimates), block_of_(estimates.size()) {
    std::vector<arma::uword> all(estimates.size());
    std::iota(all.begin(), all.end(), arma::uword{0});
    blocks_ = check::split_into_blocks(point.blocks, all);
    check::set_floors(blocks_, estimates, tolerance_, noise);
    for (std::size_t s = 0; s < blocks_.size(); ++s) {
      for (std::size_t k = blocks_[s].begin; k < blocks_[s].end; ++k) block_of_[k] = s;
    }
  }

  check::Comparison judge(arma::uword k, double analytic) const {
    return check::compare(blocks_[block_of_[k]], k, analytic, estimates_[k], tolerance_);
  }

 private:
  check::Tolerance tolerance_;
  const std::vector<Estimate>& estimates_;
  std::vector<check::BlockResult> blocks_;
  std::vector<std::size_t> block_of_;
};

void keep_verdict(const Point& point, arma::uword k, const check::Comparison& judged, std::string what,
                  Figures& figures) {
  Failure failure = failure_at(point, k, judged.numeric, std::move(what));
  failure.analytic = judged.analytic;
  failure.allowed = judged.allowed;
  keep(figures.failures, failure);
}

// Of auto alone is it asked whether an undecided entry could be known: it takes long.
void count_right(const Point& point, arma::uword k, const check::Comparison& judged, RightFigures& right,
                 Figures& figures, bool ask_knowable = false) {
  ++right.judged;
  if (judged.verdict == Verdict::disagree) {
    ++right.wrong;
    keep_verdict(point, k, judged, "called wrong", figures);
  }
  if (judged.verdict == Verdict::undecided) {
    ++right.undecided;
    const bool knowable = !ask_knowable || is_knowable(point, k);
    if (!knowable) ++right.unknowable;
    keep_verdict(point, k, judged, knowable ? "undecided" : "undecided, unknowable", figures);
  }
}

// Whether an entry is wrong by more than the checker says that it allows, or the estimate is too poor to say.
bool is_above_floor(const Point& point, arma::uword k, const check::Comparison& judged) {
  return !(point.truth[k].distance_to(judged.analytic) <= judged.allowed);
}

void count_wrong(const Point& point, arma::uword k, const check::Comparison& judged, Fault fault, Figures& figures) {
  const bool above = is_above_floor(point, k, judged);
  const auto index = static_cast<std::size_t>(fault);
  WrongFigures& counted = above ? figures.above_floor[index] : figures.below_floor[index];
  ++counted.judged;
  if (judged.verdict == Verdict::undecided) ++counted.undecided;
  if (judged.verdict != Verdict::agree) return;
  ++counted.missed;
  // A right gradient in double precision may be off by rounding_of_code too.
  const double unseen = 2 * judged.numeric.error + rounding_of_code * point.largest(k);
  if (check::distance(judged.analytic, judged.numeric) > unseen) {
    ++counted.visible;
    keep_verdict(point, k, judged, fmt::format("visible {} hidden", fault_names[index]), figures);
  }
  if (above) keep_verdict(point, k, judged, fmt::format("missed {}", fault_names[index]), figures);
}

// ---- A single method: its estimates do not depend on what they are compared with ----

std::vector<Estimate> estimate_all(const Point& point, const numeric::Method& method,
                                   const DifferenceFunction& differences) {
  std::vector<Estimate> estimates;
  for (arma::uword k = 0; k < point.truth.size(); ++k) {
    estimates.push_back(
        method.estimate(numeric::slice_along(point.objective, differences, point.instance.theta, k)));
  }
  return estimates;
}

void measure_method(const Point& point, const numeric::Method& method, const check::NoisyDifferences& around,
                    Figures& figures) {
  if (method.needs_complex_cost && !point.objective.complex_cost) return;
  const std::vector<Estimate> estimates = estimate_all(point, method, around.differences);
  const Rule rule(point, estimates, around.noise);
  for (arma::uword k = 0; k < estimates.size(); ++k) {
    count_estimate(point, k, estimates[k], figures);
    for (std::size_t r = 0; r < point.right.size(); ++r) {
      count_right(point, k, rule.judge(k, point.right[r](k)), figures.right[r], figures);
    }
    for (const Fault fault : faults) {
      const double wrong = wrong_value(point.truth[k], fault);
      if (!std::isnan(wrong)) count_wrong(point, k, rule.judge(k, wrong), fault, figures);
    }
  }
}

// ---- auto: through the checker, one gradient at a time ----

check::CheckResult check_one(const Point& point, const Objective& objective, const arma::vec& gradient) {
  const check::Implementation implementation{
      "gradient", [&](const arma::vec& theta) { return Evaluation{objective.cost(theta), gradient}; }};
  check::CheckOptions options;
  options.threads = 1;
  check::CheckResult result = check::check_gradients(objective, {implementation}, point.instance.theta, options);
  if (result.implementations.empty()) throw std::runtime_error(result.troubles.front().evidence);
  return result;
}

// The checker's counts of one gradient's entries, which the rule applied here has to meet.
void compare_counts(const check::CheckResult& result, const Rule& rule, Figures& figures) {
  const check::ImplementationResult& own = result.implementations.front();
  check::Counts counts;
  for (arma::uword k = 0; k < own.gradient.n_elem; ++k) {
    const Verdict verdict = rule.judge(k, own.gradient(k)).verdict;
    if (verdict == Verdict::agree) ++counts.agreeing;
    if (verdict == Verdict::disagree) ++counts.disagreeing;
  }
  if (own.counts.agreeing != counts.agreeing || own.counts.disagreeing != counts.disagreeing) ++figures.at_odds;
}

void measure_right(const Point& point, const Objective& objective, std::size_t r, Figures& figures) {
  const arma::vec& gradient = point.right[r];
  const check::CheckResult result = check_one(point, objective, gradient);
  const Rule rule(point, result.numerical, result.noise);
  compare_counts(result, rule, figures);
  const check::SlopeVote& vote = result.implementations.front().slope_vote;
  if (vote.verdict != Verdict::agree) {
    ++figures.outvoted;
    keep(figures.failures, failure_at(point, vote.entries.empty() ? 0 : vote.entries.front(), vote.numeric,
                                      fmt::format("outvoted: {:.17g} along the direction", vote.analytic)));
  }
  for (arma::uword k = 0; k < gradient.n_elem; ++k) {
    if (r == 0) count_estimate(point, k, result.numerical[k], figures);
    count_right(point, k, rule.judge(k, gradient(k)), figures.right[r], figures, true);
  }
}

// The rounded gradient with one entry wrong, drawn from those that can be.
void measure_wrong(const Point& point, const Objective& objective, Fault fault, Generator& generator,
                   Figures& figures) {
  const arma::uword k = generator() % point.truth.size();
  const double wrong = wrong_value(point.truth[k], fault);
  if (std::isnan(wrong)) return;
  arma::vec gradient = point.right[0];
  gradient(k) = wrong;
  const check::CheckResult result = check_one(point, objective, gradient);
  const Rule rule(point, result.numerical, result.noise);
  compare_counts(result, rule, figures);
  count_wrong(point, k, rule.judge(k, wrong), fault, figures);
}

// The gradient of a cost without one of its terms: wrong in each entry that the term moves.
void measure_forgotten(const Point& point, const Objective& objective, Figures& figures) {
  const arma::vec gradient = forgetful_gradient(point);
  if (gradient.is_empty()) return;
  const check::CheckResult result = check_one(point, objective, gradient);
  const Rule rule(point, result.numerical, result.noise);
  compare_counts(result, rule, figures);
  for (arma::uword k = 0; k < gradient.n_elem; ++k) {
    if (is_spoiled(point, gradient, k)) count_wrong(point, k, rule.judge(k, gradient(k)), Fault::term, figures);
  }
}

// A check that throws leaves every entry of its point undecided, and its message in the failures.
void measure_auto(const Point& point, Generator& generator, Figures& figures) {
  Objective objective = point.objective;
  if (generator() % 2 == 0) objective.complex_cost = nullptr;  // few users offer one: half of the points do not
  for (std::size_t r = 0; r < point.right.size(); ++r) {
    try {
      measure_right(point, objective, r, figures);
    } catch (const std::exception& refusal) {
      figures.right[r].judged += point.truth.size();
      figures.right[r].undecided += point.truth.size();
      keep(figures.failures, failure_at(point, 0, {}, fmt::format("refused: {}", refusal.what())));
    }
  }
  try {
    measure_forgotten(point, objective, figures);
  } catch (const std::exception&) {
    ++figures.above_floor[static_cast<std::size_t>(Fault::term)].judged;
    ++figures.above_floor[static_cast<std::size_t>(Fault::term)].undecided;
  }
  for (const Fault fault : faults) {
    try {
      measure_wrong(point, objective, fault, generator, figures);
    } catch (const std::exception&) {
      ++figures.above_floor[static_cast<std::size_t>(fault)].judged;
      ++figures.above_floor[static_cast<std::size_t>(fault)].undecided;
    }
  }
}

// ---- The course's rule: one verdict on a whole gradient ----

arma::vec course_derivatives(const Point& point) {
  arma::vec derivatives(point.truth.size());
  for (arma::uword k = 0; k < derivatives.n_elem; ++k) {
    arma::vec above = point.instance.theta;
    arma::vec below = point.instance.theta;
    above(k) += course_step;
    below(k) -= course_step;
    derivatives(k) = (point.objective.cost(above) - point.objective.cost(below)) / (2 * course_step);
  }
  return derivatives;
}

check::Comparison judge_by_course(arma::uword k, const arma::vec& gradient, const arma::vec& derivatives) {
  const double ratio = arma::norm(gradient - derivatives) / arma::norm(gradient + derivatives);
  const Estimate estimate{derivatives(k), arma::datum::nan, course_step, 2};
  return {{}, gradient(k), estimate, 0, 0, ratio < course_limit ? Verdict::agree : Verdict::disagree};
}

void measure_course(const Point& point, Figures& figures) {
  const arma::vec derivatives = course_derivatives(point);
  for (arma::uword k = 0; k < derivatives.n_elem; ++k) {
    count_estimate(point, k, judge_by_course(k, derivatives, derivatives).numeric, figures);
    for (std::size_t r = 0; r < point.right.size(); ++r) {
      count_right(point, k, judge_by_course(k, point.right[r], derivatives), figures.right[r], figures);
    }
    for (const Fault fault : faults) {
      arma::vec gradient = point.right[0];
      gradient(k) = wrong_value(point.truth[k], fault);
      if (!std::isnan(gradient(k))) count_wrong(point, k, judge_by_course(k, gradient, derivatives), fault, figures);
    }
  }
}

void measure_point(const Point& point, Generator& generator, std::vector<Figures>& methods) {
  const Point quiet = without_exceptions(point);
  const check::NoisyDifferences around =
      check::measure_cost_noise(quiet.objective, point.instance.theta, check::CheckOptions{}.seed);
  std::size_t next = 0;
  for (const numeric::Method& method : numeric::methods()) measure_method(quiet, method, around, methods[next++]);
  measure_auto(point, generator, methods[next++]);
  measure_course(quiet, methods[next++]);
}

}  // namespace

std::vector<std::string> contenders() {
  std::vector<std::string> names;
  for (const numeric::Method& method : numeric::methods()) names.emplace_back(method.name);
  names.push_back(automatic);
  names.push_back(course_rule);
  return names;
}

RowFigures measure(const Row& row, std::uint64_t entries, std::uint64_t seed,
                   const std::function<void(std::uint64_t)>& progress) {
  RowFigures figures{&row, std::vector<Figures>(contenders().size())};
  Generator generator(seed);
  std::uint64_t done = 0;
  for (std::uint64_t number = 0; done < entries; ++number) {
    const Point point = make_point(row, number, generator);
    measure_point(point, generator, figures.methods);
    done += point.truth.size();
    progress(point.truth.size());
  }
  return figures;
}

}  // namespace gradlab::calibration
