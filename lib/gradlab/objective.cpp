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

DifferenceFunction change_each(const DifferenceFunction& differences,
                               const std::function<Difference(const Move& move, Difference difference)>& change) {
  DifferenceFunction changed = [differences, change](arma::uword k, double step) {
    return change({k, step}, differences(k, step));
  };
  if (!differences.many) return changed;
  changed.many = [many = differences.many, change](const std::vector<Move>& moves,
                                                   const in_parallel::Options& options) {
    std::vector<Difference> all = many(moves, options);
    for (std::size_t i = 0; i < moves.size(); ++i) all[i] = change(moves[i], all[i]);
    return all;
  };
  return changed;
}

}  // namespace gradlab
