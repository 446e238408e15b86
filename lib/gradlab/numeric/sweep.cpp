#include "gradlab/numeric/sweep.hpp"

#include "gradlab/in_parallel.hpp"
#include "gradlab/require.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

namespace gradlab::numeric {

namespace {

std::string names_with_steps() {
  std::string names;
  for (const Method& method : methods()) {
    if (method.at_step) names += fmt::format("{}{}", names.empty() ? "" : ", ", method.name);
  }
  return names;
}

// Column i: the derivatives at steps[i].
arma::mat differentiate(const Method& method, const std::vector<AlongOneParameter>& slices,
                        const std::vector<double>& steps, bool concurrent,
                        const std::function<void(double)>& progress) {
  arma::mat derivatives(slices.size(), steps.size());
  const auto differentiate_one = [&](std::size_t s) {
    for (std::size_t i = 0; i < steps.size(); ++i) derivatives(s, i) = method.at_step(slices[s], steps[i]);
  };
  in_parallel::for_each(slices.size(), concurrent ? 0 : 1, differentiate_one, progress);
  return derivatives;
}

// ---- flanks ----

// A straight line through the logarithms; the factor belongs to the whole power next to it.
Flank fit(const std::vector<SweepPoint>& points) {
  constexpr std::size_t fewest = 3;
  if (points.size() < fewest) return {};
  arma::vec log_step(points.size()), log_error(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    log_step(i) = std::log(points[i].step);
    log_error(i) = std::log(points[i].error);
  }
  const arma::vec x = log_step - arma::mean(log_step);
  Flank flank;
  flank.power = arma::dot(x, log_error) / arma::dot(x, x);
  flank.factor = std::exp(arma::mean(log_error - std::round(flank.power) * log_step));
  return flank;
}

// Points that stand clear of the tip, and where the derivative still has a digit.
std::vector<SweepPoint> flank_of(const Sweep& sweep, bool longer) {
  constexpr double clear_of_tip = 10, a_digit = 0.05;
  std::vector<SweepPoint> flank;
  for (const SweepPoint& point : sweep.points) {
    if (longer ? point.step <= sweep.best.step : point.step >= sweep.best.step) continue;
    if (point.error > clear_of_tip * sweep.best.error && point.error > 10 * arma::datum::eps && point.error < a_digit) {
      flank.push_back(point);
    }
  }
  return flank;
}

}  // namespace

std::vector<double> steps_between(double longest, double shortest, int per_decade) {
  if (!(shortest > 0) || !(longest > shortest) || !std::isfinite(longest)) {
    throw std::invalid_argument(fmt::format(
        "steps should go from a longest down to a shortest above 0, but go from {} to {}", longest, shortest));
  }
  if (per_decade < 1 || per_decade > 100) {
    throw std::invalid_argument(fmt::format("steps to each factor of ten should be 1 to 100, but are {}", per_decade));
  }
  std::vector<double> steps;
  const auto first = static_cast<int>(std::floor(std::log10(longest) * per_decade + 1e-9));
  const auto last = static_cast<int>(std::ceil(std::log10(shortest) * per_decade - 1e-9));
  for (int k = first; k >= last; --k) steps.push_back(std::pow(10.0, static_cast<double>(k) / per_decade));
  if (steps.empty()) steps.push_back(longest);
  return steps;
}

double norm_ratio(const arma::vec& a, const arma::vec& n) {
  const double difference = arma::norm(a - n), sum = arma::norm(a + n);
  return difference == 0 && sum == 0 ? 0 : difference / sum;
}

Sweep sweep(const Method& method, const std::vector<AlongOneParameter>& slices, const arma::vec& truth,
            const std::vector<double>& steps, bool concurrent, const std::function<void(double)>& progress) {
  if (!method.at_step) {
    throw std::invalid_argument(
        fmt::format("the method {} chooses its own steps, so there is no curve over them; try {}", method.name,
                    names_with_steps()));
  }
  require_shape("the truth", truth, slices.size(), 1);
  const arma::mat derivatives = differentiate(method, slices, steps, concurrent, progress);
  std::vector<SweepPoint> points;
  for (std::size_t i = 0; i < steps.size(); ++i) points.push_back({steps[i], norm_ratio(truth, derivatives.col(i))});
  return describe_points(points);
}

Sweep describe_points(const std::vector<SweepPoint>& points) {
  std::optional<SweepPoint> best;
  for (const SweepPoint& point : points) {
    if (!std::isfinite(point.error)) continue;
    const bool better = !best || point.error < best->error || (point.error == best->error && point.step > best->step);
    if (better) best = point;
  }
  if (!best) throw std::invalid_argument("at no step is the derivative a number; try other steps or another point");
  Sweep sweep{points, *best, {}, {}, arma::datum::nan};
  sweep.truncation = fit(flank_of(sweep, true));
  sweep.rounding = fit(flank_of(sweep, false));
  const double order = std::round(sweep.truncation.power);
  if (order >= 1 && std::round(sweep.rounding.power) == -1) {  // the least of C h^p + R / h
    sweep.meeting = std::pow(sweep.rounding.factor / (order * sweep.truncation.factor), 1 / (order + 1));
  }
  return sweep;
}

}  // namespace gradlab::numeric
