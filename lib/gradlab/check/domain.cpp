#include "gradlab/check/domain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

namespace gradlab::check {

namespace {

using arma::uword, arma::vec;

// One entry for each parameter; `unknown` where the user says nothing finite.
vec spread_out(std::string_view name, const vec& given, uword parameters, double unknown) {
  if (given.is_empty()) return vec(parameters).fill(unknown);
  if (given.n_elem != 1 && given.n_elem != parameters) {
    throw std::invalid_argument(fmt::format("{} should have 1 entry, or one for each of the {} parameters, but has {}",
                                            name, parameters, given.n_elem));
  }
  vec spread = given.n_elem == 1 ? vec(parameters).fill(given(0)) : given;
  spread.transform([unknown](double entry) { return std::isfinite(entry) ? entry : unknown; });
  return spread;
}

void require_positive(const vec& sizes) {
  for (uword k = 0; k < sizes.n_elem; ++k) {
    if (!(sizes(k) <= 0)) continue;
    throw std::invalid_argument(fmt::format("typical_size({}) should be above 0, but is {}", k, sizes(k)));
  }
}

void require_inside(const Domain& domain, const vec& theta) {
  for (uword k = 0; k < theta.n_elem; ++k) {
    if (domain.lower(k) > domain.upper(k)) {
      throw std::invalid_argument(fmt::format("lower({0}) should be at most upper({0}), which is {1:g}, but is {2:g}",
                                              k, domain.upper(k), domain.lower(k)));
    }
    if (domain.contains(k, theta(k))) continue;
    throw std::invalid_argument(fmt::format("theta({}) should lie from {:g} (lower) to {:g} (upper), but is {:g}", k,
                                            domain.lower(k), domain.upper(k), theta(k)));
  }
}

DifferenceFunction keep_within(const Domain& domain, const vec& theta, DifferenceFunction differences) {
  return [=](uword k, double step) {
    return domain.contains(k, theta(k) + step) ? differences(k, step) : Difference{};
  };
}

}  // namespace

bool Domain::is_bounded() const {
  const auto is_finite = [](double bound) { return std::isfinite(bound); };
  return std::any_of(lower.begin(), lower.end(), is_finite) || std::any_of(upper.begin(), upper.end(), is_finite);
}

bool Domain::contains(uword k, double value) const {
  return lower.is_empty() || (value >= lower(k) && value <= upper(k));
}

bool Domain::contains(const vec& theta) const {
  for (uword k = 0; k < theta.n_elem; ++k) {
    if (!contains(k, theta(k))) return false;
  }
  return true;
}

double Domain::size_of(uword k) const { return typical_size.is_empty() ? arma::datum::nan : typical_size(k); }

Domain make_domain(const vec& typical_size, const vec& lower, const vec& upper, const vec& theta) {
  Domain domain;
  domain.typical_size = spread_out("typical_size", typical_size, theta.n_elem, arma::datum::nan);
  domain.lower = spread_out("lower", lower, theta.n_elem, -arma::datum::inf);
  domain.upper = spread_out("upper", upper, theta.n_elem, arma::datum::inf);
  require_positive(domain.typical_size);
  require_inside(domain, theta);
  return domain;
}

Objective keep_within(const Domain& domain, Objective objective) {
  if (!domain.is_bounded()) return objective;
  objective.cost = [domain, cost = objective.cost](const vec& theta) {
    return domain.contains(theta) ? cost(theta) : arma::datum::nan;
  };
  if (!objective.differences) return objective;
  objective.differences = [domain, around = objective.differences](const vec& theta) {
    return keep_within(domain, theta, around(theta));
  };
  return objective;
}

vec turn_back(const Domain& domain, const vec& theta, vec moved) {
  for (uword k = 0; k < theta.n_elem; ++k) {
    if (!domain.contains(k, moved(k))) moved(k) = 2 * theta(k) - moved(k);
    if (!domain.contains(k, moved(k))) moved(k) = theta(k);
  }
  return moved;
}

}  // namespace gradlab::check
