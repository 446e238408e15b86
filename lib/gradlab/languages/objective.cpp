#include "gradlab/languages/objective.hpp"

#include <cmath>
#include <limits>

namespace gradlab::languages {

namespace {

DifferenceFunction differences_of(const std::shared_ptr<Child>& child, const arma::vec& theta,
                                  const arma::uvec& place) {
  const arma::vec base = arrange(theta, place);
  child->set_base(base);
  const double at_theta = child->cost();
  return [=](arma::uword k, double step) {
    const double there = child->cost(place(k), base(place(k)) + step);
    const double epsilon = std::numeric_limits<double>::epsilon();
    return Difference{there - at_theta, epsilon * (std::abs(there) + std::abs(at_theta))};
  };
}

}  // namespace

arma::uvec same_places(arma::uword size) {
  arma::uvec place(size);
  for (arma::uword k = 0; k < size; ++k) place(k) = k;
  return place;
}

arma::vec arrange(const arma::vec& theta, const arma::uvec& place) {
  arma::vec arranged(theta.n_elem);
  arranged.elem(place) = theta;
  return arranged;
}

Objective make_objective(std::shared_ptr<Child> child, const arma::uvec& place) {
  Objective objective;
  objective.cost = [child, place](const arma::vec& theta) {
    child->set_base(arrange(theta, place));
    return child->cost();
  };
  objective.differences = [child, place](const arma::vec& theta) { return differences_of(child, theta, place); };
  objective.concurrent = false;
  return objective;
}

}  // namespace gradlab::languages
