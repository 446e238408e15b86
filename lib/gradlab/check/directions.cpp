#include "gradlab/check/directions.hpp"

#include "gradlab/numeric/order_six.hpp"
#include "gradlab/numeric/ridders.hpp"
#include "gradlab/numeric/step_scan.hpp"
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

double root_of(const span& entries) { return std::sqrt(static_cast<double>(size_of(entries))); }

struct Probe {
  double analytic;
  Estimate numeric;
  double allowed;
  Verdict verdict;
};

class Prober {
 public:
  Prober(const Objective& objective, const vec& theta, const vec& gradient, const DirectionOptions& options)
      : objective_(objective), theta_(theta), gradient_(gradient), options_(options), random_(options.seed),
        at_theta_(objective.cost(vec(theta))) {}

  Probe probe(const span& range) {
    const vec signs = draw_signs(range);
    const vec part = gradient_(range);
    const double norm = arma::norm(part) / root_of(range);

    Probe probe;
    probe.analytic = arma::dot(part, signs) / root_of(range);
    probe.allowed = allowed_along(range, norm);
    probe.numeric = differentiate(range, signs, norm, probe.analytic, probe.allowed);
    probe.verdict = judge(probe.analytic, probe.numeric, probe.allowed);
    return probe;
  }

  std::size_t evaluations() const { return evaluations_; }

 private:
  vec draw_signs(const span& range) {
    vec signs(size_of(range));
    signs.imbue([this] { return random_.below(2) == 1 ? 1.0 : -1.0; });
    return signs;
  }

  // A right gradient's entries are off by so much of their size each, and by random signs: their sum is off by the root
  // of their number times that, which the length of u divides away again.
  double allowed_along(const span& range, double norm) const {
    const double largest = arma::abs(gradient_(range)).max();
    return tolerance_along_directions * norm + rounding_floor(options_.tolerance, largest, options_.noise);
  }

  // theta_i + t u_i is rounded, in each entry: that moves the cost by about this much.
  double rounding_of_theta(const span& range, double norm) const {
    const double largest = arma::abs(theta_(range)).max();
    return std::numeric_limits<double>::epsilon() * largest * norm * root_of(range);
  }

  AlongOneParameter slice_along(const span& range, const vec& signs, double norm) {
    AlongOneParameter slice;
    slice.x = arma::abs(theta_(range)).max();
    const double extra = rounding_of_theta(range, norm) + options_.noise;
    slice.difference = [this, range, signs, extra](double step) {
      vec moved = theta_;
      moved(range) += step / root_of(range) * signs;
      ++evaluations_;
      const double there = objective_.cost(moved);
      const double rounding = std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(at_theta_));
      return Difference{there - at_theta_, rounding + extra};
    };
    return slice;
  }

  Estimate differentiate(const span& range, const vec& signs, double norm, double analytic, double allowed) {
    const AlongOneParameter slice = slice_along(range, signs, norm);
    Estimate best = numeric::ridders(slice);
    for (const double step : {0.1, 0.5}) {
      if (judge(analytic, best, allowed) != Verdict::undecided) break;
      const Estimate longer = numeric::order_six(slice, step);
      if (longer.error < best.error) best = longer;
    }
    const Verdict verdict = judge(analytic, best, allowed);
    if (verdict == Verdict::agree || (verdict == Verdict::disagree && numeric::is_borne_out(slice, best))) return best;
    const Estimate scanned = numeric::scan(slice);
    return std::isfinite(scanned.error) && !scanned.has_kink() ? scanned : Estimate{best.value};
  }

  const Objective& objective_;
  const vec& theta_;
  const vec& gradient_;
  const DirectionOptions& options_;
  Random random_;
  double at_theta_;
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

DirectionResult summarize(const Block& block, const span& range, const std::vector<Probe>& probes) {
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
  result.smallest_seen = (worst->allowed + worst->numeric.error) * root_of(range);
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
    result.blocks.push_back(summarize(block, range, probes));
    if (result.blocks.back().verdict == Verdict::disagree) {
      find_suspects(prober, range, result.suspects.size() + options.most_suspects, result);
    }
    if (options.progress) options.progress(static_cast<double>(begin) / static_cast<double>(theta.n_elem));
  }
  result.evaluations = prober.evaluations() + 1;
  return result;
}

}  // namespace gradlab::check
