#include "knowable.hpp"

#include "gradlab/numeric/along_one_parameter.hpp"
#include "gradlab/numeric/scale.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>

namespace gradlab::calibration {

namespace {

Quad exact_cost(const Instance& instance, const arma::vec& theta) {
  const std::vector<Exact> numbers(theta.begin(), theta.end());
  return instance.cost.exact(numbers).value;
}

arma::vec moved(const Point& point, arma::uword k, double step) {
  arma::vec theta = point.instance.theta;
  theta(k) += step;
  return theta;
}

// Over which the exact cost changes along entry k.
double true_length(const Point& point, arma::uword k) {
  const Quad here = exact_cost(point.instance, point.instance.theta);
  numeric::AlongOneParameter slice;
  slice.x = point.instance.theta(k);
  slice.scale = numeric::usual_scale(slice.x);
  slice.difference = [&](double step) {
    const double value = static_cast<double>(exact_cost(point.instance, moved(point, k, step)) - here);
    const double rounding = 1e-30 * std::abs(static_cast<double>(here));
    return Difference{value, 4 * std::numeric_limits<double>::denorm_min() + rounding};
  };
  return numeric::find_scale(slice).length;
}

// By how much the computed cost errs more at one point than at another.
double spread_of_errors(const Point& point, arma::uword k, double length) {
  constexpr int points = 16;
  Generator generator(k + 1);
  double low = arma::datum::nan, high = arma::datum::nan;
  for (int i = 0; i < points; ++i) {
    const arma::vec theta = moved(point, k, uniform(generator, -0.1, 0.1) * length);
    double error = arma::datum::nan;
    try {
      error = static_cast<double>(Quad(point.objective.cost(theta)) - exact_cost(point.instance, theta));
    } catch (const std::exception&) {
      continue;  // outside of the domain
    }
    if (!std::isfinite(error)) continue;
    low = std::fmin(low, error);
    high = std::fmax(high, error);
  }
  return high - low;
}

}  // namespace

double share_of_noise(const Point& point, arma::uword k) {
  const double length = true_length(point, k);
  return spread_of_errors(point, k, length) / (point.truth[k].largest() * length);
}

bool is_knowable(const Point& point, arma::uword k) { return !(share_of_noise(point, k) > unknowable_share); }

}  // namespace gradlab::calibration
