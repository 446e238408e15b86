#include "gradlab/check/directions.hpp"

#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/refine_entry.hpp"
#include "gradlab/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::check {

namespace {

using arma::span, arma::uword, arma::vec;
using numeric::Estimate, numeric::AlongOneParameter;

// A span of entries is moved together. The square root of their number makes a direction's length 1.
uword size_of(const span& entries) { return entries.b - entries.a + 1; }


struct Probe {
  double analytic;
  Estimate numeric;
  double allowed;
  Verdict verdict;
  double least_share;  // the smallest |entry| of the direction: of a wrong entry so much is seen
};

// Along a line a complex cost or a model's own differences serve nothing.
Objective along_a_line(const Objective& objective) {
  Objective line;
  line.cost = objective.cost;
  return line;
}

class Prober {
 public:
  Prober(const Objective& objective, const vec& theta, const vec& gradient, const DirectionOptions& options)
      : objective_(objective), theta_(theta), gradient_(gradient), options_(options), random_(options.seed),
        at_theta_(objective.cost(vec(theta))), methods_(choose_methods("auto", along_a_line(objective))) {}

  Probe probe(const span& range) {
    const vec reach = draw_reach(range);
    const double length = arma::norm(reach);
    const vec direction = reach / length;
    const vec products = gradient_(range) % direction;

    Probe probe;
    probe.analytic = arma::accu(products);
    probe.allowed = allowed_along(products);
    probe.least_share = arma::abs(direction).min();
    const AlongOneParameter slice = slice_along(range, direction, length);
    const auto judge_here = [&](const Estimate& estimate) { return judge(probe.analytic, estimate, probe.allowed); };
    probe.numeric = refine_entry(slice, methods_.front()->estimate(slice), methods_, judge_here).estimate;
    probe.verdict = judge(probe.analytic, probe.numeric, probe.allowed);
    return probe;
  }

  std::size_t evaluations() const { return evaluations_; }

 private:
  // How far each entry is moved: by its own size, as parameters may differ in their units, times a factor of its own,
  // as two exchanged entries cancel where both are moved alike.
  vec draw_reach(const span& range) {
    vec reach = arma::abs(theta_(range));
    if (!options_.typical_size.is_empty()) {
      const vec sizes = options_.typical_size(range);
      for (uword i = 0; i < reach.n_elem; ++i) reach(i) = std::isnan(sizes(i)) ? reach(i) : sizes(i);
    }
    const vec sizes = arma::nonzeros(reach);
    const double usual = sizes.is_empty() ? 1 : std::exp(arma::mean(arma::log(sizes)));
    reach.replace(0.0, usual);
    for (double& entry : reach) entry *= random_.uniform(0.5, 1.5) * (random_.below(2) == 1 ? 1 : -1);
    return reach;
  }

  // A right gradient's entries are off by so much of their size each, and by random signs: their sum is off by the norm
  // of their parts in it.
  double allowed_along(const vec& products) const {
    const double largest = arma::abs(products).max();
    return std::max(tolerance_along_directions, options_.share) * arma::norm(products) +
           rounding_floor(options_.tolerance, largest, options_.noise);
  }

  // theta_i + t u_i is rounded, in each entry: that moves the cost by about this much.
  double rounding_of_theta(const span& range) const {
    return std::numeric_limits<double>::epsilon() *
           arma::norm(theta_(range) % gradient_(range));
  }

  AlongOneParameter slice_along(const span& range, const vec& direction, double length) {
    AlongOneParameter slice;
    slice.x = 0;
    slice.scale = length;
    const double extra = rounding_of_theta(range) + options_.noise;
    slice.difference = [this, range, direction, extra](double step) {
      vec moved = theta_;
      moved(range) += step * direction;
      ++evaluations_;
      const double there = objective_.cost(moved);
      const double rounding = std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(at_theta_));
      return Difference{there - at_theta_, rounding + extra};
    };
    return slice;
  }

  const Objective& objective_;
  const vec& theta_;
  const vec& gradient_;
  const DirectionOptions& options_;
  Random random_;
  double at_theta_;
  std::vector<const numeric::Method*> methods_;
  std::size_t evaluations_ = 0;
};

constexpr uword small_enough = 4;

// Halves a range that disagrees until few entries are left. Two probes of each half: several wrong entries may cancel
// along one direction, hardly along two.
void find_suspects(Prober& prober, const span& range, uword most, DirectionsResult& result) {
  if (result.suspects.size() >= most) {
    result.more = true;
    return;
  }
  if (size_of(range) <= small_enough) {
    for (uword k = range.a; k <= range.b; ++k) result.suspects.push_back(k);
    return;
  }
  const uword middle = range.a + size_of(range) / 2;
  for (const span& half : {span(range.a, middle - 1), span(middle, range.b)}) {
    for (int again = 0; again < 2; ++again) {
      if (prober.probe(half).verdict != Verdict::disagree) continue;
      find_suspects(prober, half, most, result);
      break;
    }
  }
}

DirectionResult summarize(const Block& block, const std::vector<Probe>& probes) {
  const auto share_used = [](const Probe& p) {
    return (distance(p.analytic, p.numeric) + (std::isfinite(p.numeric.error) ? p.numeric.error : 0)) / p.allowed;
  };
  const auto worst = std::max_element(probes.begin(), probes.end(), [&](const Probe& one, const Probe& other) {
    return one.verdict != other.verdict ? one.verdict < other.verdict : share_used(one) < share_used(other);
  });
  DirectionResult result;
  result.block = block.name;
  result.directions = static_cast<int>(probes.size());
  result.verdict = worst->verdict;
  result.analytic = worst->analytic;
  result.numeric = worst->numeric;
  result.allowed = worst->allowed;
  result.smallest_seen = (worst->allowed + worst->numeric.error) / worst->least_share;
  return result;
}

}  // namespace

DirectionsResult check_directions(const Objective& objective, const vec& theta, const vec& gradient,
                                  const std::vector<Block>& blocks, const DirectionOptions& options) {
  DirectionsResult result;
  Prober prober(objective, theta, gradient, options);
  uword begin = 0;
  for (const Block& block : blocks) {
    if (block.size() == 0) continue;
    const span range(begin, begin + block.size() - 1);
    begin += block.size();
    std::vector<Probe> probes;
    for (int d = 0; d < options.directions; ++d) probes.push_back(prober.probe(range));
    result.blocks.push_back(summarize(block, probes));
    if (result.blocks.back().verdict == Verdict::disagree) {
      find_suspects(prober, range, result.suspects.size() + options.most_suspects, result);
    }
    if (options.progress) options.progress(static_cast<double>(begin) / static_cast<double>(theta.n_elem));
  }
  result.evaluations = prober.evaluations() + 1;
  return result;
}

}  // namespace gradlab::check
