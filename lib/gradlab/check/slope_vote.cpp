#include "gradlab/check/slope_vote.hpp"

#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/judgement.hpp"
#include "gradlab/check/refine_entry.hpp"
#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/second_look.hpp"
#include "gradlab/numeric/step_scan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gradlab::check {

namespace {

using arma::span, arma::uword, arma::vec;
using numeric::Estimate;

bool is_smooth(const Estimate& estimate) {
  return estimate.feature == numeric::Feature::smooth && !estimate.has_kink();
}

bool is_asked(const CheckResult& result, const ImplementationResult& implementation) {
  return implementation.taylor_slope < suspicious_slope && implementation.verdict == Verdict::agree &&
         std::all_of(result.numerical.begin(), result.numerical.end(), is_smooth);
}

// How far each entry of theta may be off: a checked one from its estimate, another by the floor of its block.
vec allowed_for_each(const CheckResult& result, const ImplementationResult& implementation) {
  vec allowed(implementation.gradient.n_elem);
  for (const BlockResult& block : implementation.blocks) {
    for (uword k = block.first; k < block.first + block.block.size(); ++k) {
      Estimate claimed;
      claimed.value = implementation.gradient(k);
      allowed(k) = allow(result.tolerance, claimed.value, claimed, block.floor).difference;
    }
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const uword k = result.entries[i];
      const Comparison entry = compare(block, k, implementation.gradient(k), result.numerical[i], result.tolerance);
      allowed(k) = entry.allowed + entry.numeric.error;
    }
  }
  return allowed;
}

// The cost along stretches of one direction.
class Line {
 public:
  Line(const Objective& objective, const vec& theta, const vec& direction, const CheckResult& result,
       const ImplementationResult& implementation)
      : theta_(theta), direction_(direction), gradient_(implementation.gradient), cost_(result.cost),
        noise_(result.noise), allowed_(allowed_for_each(result, implementation) % arma::abs(direction)) {
    cost_alone_.cost = objective.cost;
    methods_ = choose_methods("auto", cost_alone_);
  }

  double analytic_along(const span& part) const { return arma::dot(gradient_(part), direction_(part)); }

  // By all methods; what they agree on a scan over all steps must confirm, as the slope has seen something. A claim for
  // which the cost speaks across jumps leaves the error unknown.
  Estimate differentiate(const span& part) {
    const numeric::AlongOneParameter slice = slice_along(part);
    const auto judge_here = [&](const Estimate& estimate) { return judge_along(part, estimate); };
    Estimate believed = refine_entry(slice, methods_.front()->estimate(slice), methods_, judge_here).estimate;
    if (judge_here(believed) != Verdict::disagree) {
      const Estimate scanned = numeric::scan(slice);
      if (judge_here(scanned) == Verdict::disagree && numeric::is_borne_out(slice, scanned)) believed = scanned;
    }
    const numeric::MayBe may_be = [&](double value, double slack) {
      return judge_here({value, slack}) != Verdict::disagree;
    };
    const bool is_against = judge_here(believed) == Verdict::disagree;
    if (is_against && numeric::speaks_across_jumps(slice, usual_length(part), believed, may_be)) {
      believed.error = arma::datum::nan;
    }
    return believed;
  }

  Verdict judge_along(const span& part, const Estimate& estimate) const {
    return judge(analytic_along(part), estimate, arma::accu(allowed_(part)));
  }

  bool is_wrong_along(const span& part) {
    const Estimate estimate = differentiate(part);
    return is_smooth(estimate) && judge_along(part, estimate) == Verdict::disagree;
  }

  // Whether what the estimate sees is no more than noise along this part, as of a single stair of many.
  bool is_noise_along(const span& part) {
    const Estimate estimate = differentiate(part);
    const double seen = std::abs(estimate.value - analytic_along(part)) * estimate.step;
    return seen < numeric::bound_of_noise * numeric::measure_noise(slice_along(part)).level;
  }

  std::size_t evaluations() const { return evaluations_; }

 private:
  numeric::AlongOneParameter slice_along(const span& part) {
    numeric::AlongOneParameter slice;
    slice.x = 0;
    slice.difference = [this, part](double step) { return difference(part, step); };
    return slice;
  }

  // Over which theta moves by its entries' usual lengths.
  double usual_length(const span& part) const {
    double fastest = 0;
    for (uword k = part.a; k <= part.b; ++k) {
      fastest = std::max(fastest, std::abs(direction_(k)) / numeric::usual_scale(theta_(k)));
    }
    return fastest > 0 ? 1 / fastest : 1;
  }

  // theta + step * direction is rounded in each entry, which moves the cost too.
  Difference difference(const span& part, double step) {
    constexpr double unit = std::numeric_limits<double>::epsilon();
    vec moved = theta_;
    moved(part) += step * direction_(part);
    ++evaluations_;
    const double there = cost_alone_.cost(moved);
    const double rounding = unit * (std::abs(there) + std::abs(cost_) + arma::norm(theta_(part) % gradient_(part)));
    return {there - cost_, rounding + noise_};
  }

  Objective cost_alone_;
  const vec& theta_;
  const vec& direction_;
  const vec& gradient_;
  double cost_ = 0, noise_ = 0;
  vec allowed_;
  std::vector<const numeric::Method*> methods_;
  std::size_t evaluations_ = 0;
};

constexpr std::size_t most_voters = 6;

struct Suspects {
  std::vector<uword> entries;
  bool noise = false;  // a single entry was wrong by no more than its noise
};

// Halves a part that is wrong down to single entries. Where neither half is wrong by itself, the part stays unnamed.
void find_wrong_entries(Line& line, const span& part, Suspects& suspects) {
  if (suspects.entries.size() >= most_voters) return;
  if (part.a == part.b) {
    if (line.is_noise_along(part)) suspects.noise = true;
    else suspects.entries.push_back(part.a);
    return;
  }
  const uword middle = part.a + (part.b - part.a + 1) / 2;
  for (const span& half : {span(part.a, middle - 1), span(middle, part.b)}) {
    if (line.is_wrong_along(half)) find_wrong_entries(line, half, suspects);
  }
}

SlopeFinding read(Verdict verdict, const Estimate& estimate) {
  if (!is_smooth(estimate)) return SlopeFinding::not_smooth;
  if (verdict == Verdict::agree) return SlopeFinding::tolerated;
  return verdict == Verdict::disagree ? SlopeFinding::against : SlopeFinding::unclear;
}

}  // namespace

SlopeVote ask_slope(const Objective& objective, const vec& theta, const vec& direction, const CheckResult& result,
                    const ImplementationResult& implementation) {
  SlopeVote vote;
  if (!is_asked(result, implementation)) return vote;
  Line line(objective, theta, direction, result, implementation);
  const span all(0, theta.n_elem - 1);
  vote.analytic = line.analytic_along(all);
  vote.numeric = line.differentiate(all);
  vote.finding = read(line.judge_along(all, vote.numeric), vote.numeric);
  if (vote.finding == SlopeFinding::against) {
    Suspects suspects;
    find_wrong_entries(line, all, suspects);
    vote.entries = suspects.entries;
    if (vote.entries.empty() && suspects.noise) vote.finding = SlopeFinding::unclear;
    else vote.verdict = Verdict::undecided;
  }
  vote.evaluations = line.evaluations();
  return vote;
}

}  // namespace gradlab::check
