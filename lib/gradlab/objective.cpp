#include "gradlab/objective.hpp"

#include <cmath>
#include <limits>

namespace gradlab {

DifferenceFunction differences_around(const Objective& objective, const arma::vec& theta) {
  if (objective.differences) return objective.differences(theta);

  const double at_theta = objective.cost(theta);
  return [cost = objective.cost, theta, at_theta](arma::uword k, double step) {
    arma::vec moved = theta;
    moved(k) += step;
    const double there = cost(moved);
    const double epsilon = std::numeric_limits<double>::epsilon();
    return Difference{there - at_theta, epsilon * (std::abs(there) + std::abs(at_theta))};
  };
}

}  // namespace gradlab
