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
  // One place at a time: progress shows where a single cost takes long.
  const auto differentiate_one = [&](std::size_t place) {
    const std::size_t s = place / steps.size(), i = place % steps.size();
    derivatives(s, i) = method.at_step(slices[s], steps[i]);
  };
  in_parallel::for_each(derivatives.n_elem, concurrent ? 0 : 1, differentiate_one, progress);
  return derivatives;
}

// ---- flanks ----

// A straight line through the logarithms of these points; the factor belongs to the whole power next to it.
Flank fit(const Sweep& sweep, const std::vector<arma::uword>& points) {
  constexpr std::size_t fewest = 3;
  if (points.size() < fewest) return {};
  const arma::vec log_step = arma::log(sweep.steps.elem(arma::uvec(points)));
  const arma::vec log_error = arma::log(sweep.errors.elem(arma::uvec(points)));
  const arma::vec x = log_step - arma::mean(log_step);
  Flank flank;
  flank.power = arma::dot(x, log_error) / arma::dot(x, x);
  flank.factor = std::exp(arma::mean(log_error - std::round(flank.power) * log_step));
  return flank;
}

// Points that stand clear of the tip, and where the derivative still has a digit.
std::vector<arma::uword> flank_of(const Sweep& sweep, bool longer) {
  constexpr double clear_of_tip = 10, a_digit = 0.05;
  const double best_step = sweep.steps(sweep.best), best_error = sweep.errors(sweep.best);
  std::vector<arma::uword> flank;
  for (arma::uword i = 0; i < sweep.steps.n_elem; ++i) {
    const double step = sweep.steps(i), error = sweep.errors(i);
    if (longer ? step <= best_step : step >= best_step) continue;
    if (error > clear_of_tip * best_error && error > 10 * arma::datum::eps && error < a_digit) flank.push_back(i);
  }
  return flank;
}

arma::uword find_best(const Sweep& sweep) {
  std::optional<arma::uword> best;
  for (arma::uword i = 0; i < sweep.steps.n_elem; ++i) {
    const double step = sweep.steps(i), error = sweep.errors(i);
    if (!std::isfinite(error)) continue;
    const bool better =
        !best || error < sweep.errors(*best) || (error == sweep.errors(*best) && step > sweep.steps(*best));
    if (better) best = i;
  }
  if (!best) throw std::invalid_argument("at no step is the derivative a number; try other steps or another point");
  return *best;
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
  Sweep sweep;
  sweep.steps = arma::vec(steps);
  sweep.errors.set_size(steps.size());
  for (arma::uword i = 0; i < steps.size(); ++i) sweep.errors(i) = norm_ratio(truth, derivatives.col(i));
  sweep.best = find_best(sweep);
  sweep.truncation = fit(sweep, flank_of(sweep, true));
  sweep.rounding = fit(sweep, flank_of(sweep, false));
  const double order = std::round(sweep.truncation.power);
  if (order >= 1 && std::round(sweep.rounding.power) == -1) {  // the least of C h^p + R / h
    sweep.meeting = std::pow(sweep.rounding.factor / (order * sweep.truncation.factor), 1 / (order + 1));
  }
  return sweep;
}

}  // namespace gradlab::numeric
