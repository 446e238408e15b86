#include "point.hpp"

#include "gradlab/check/place.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace gradlab::calibration {

namespace {

Objective objective_of(const Instance& instance) {
  if (instance.library) return instance.library();
  Objective objective;
  objective.cost = [cost = instance.cost.real](const arma::vec& x) { return cost({x.memptr(), x.n_elem}); };
  if (instance.cost.complex) {
    objective.complex_cost = [cost = instance.cost.complex](const arma::cx_vec& x) {
      return cost({x.memptr(), x.n_elem});
    };
  }
  objective.blocks = instance.blocks;
  return objective;
}

// For each entry the largest of its block.
arma::vec largest_in_blocks(const std::vector<Block>& blocks, const arma::vec& sizes) {
  arma::vec largest(sizes.n_elem);
  arma::uword first = 0;
  for (const Block& block : blocks) {
    double most = 0;
    for (arma::uword k = first; k < first + block.size(); ++k) {
      if (std::isfinite(sizes(k))) most = std::max(most, sizes(k));
    }
    largest.subvec(first, first + block.size() - 1).fill(most);
    first += block.size();
  }
  return largest;
}

}  // namespace

Point make_point(const Row& row, std::uint64_t number, Generator& generator) {
  Point point;
  point.number = number;
  point.instance = row.make(generator);
  point.objective = objective_of(point.instance);
  point.blocks = check::blocks_or_whole(point.objective.blocks, point.instance.theta.n_elem);
  point.truth = true_gradient(point.instance);
  arma::vec sizes(point.truth.size());
  for (arma::uword k = 0; k < sizes.n_elem; ++k) sizes(k) = point.truth[k].largest();
  point.largest = largest_in_blocks(point.blocks, sizes);
  point.right = {rounded_gradient(point.truth, generator),
                 noisy_gradient(point.truth, point.blocks, point.instance.units, generator),
                 coded_gradient(point.instance)};
  return point;
}

Point without_exceptions(Point point) {
  point.objective.cost = [cost = point.objective.cost](const arma::vec& theta) {
    try {
      return cost(theta);
    } catch (const std::domain_error&) {
      return arma::datum::nan;
    }
  };
  return point;
}

arma::vec forgetful_gradient(const Point& point) {
  if (!point.instance.forgotten) return {};
  Instance partial = point.instance;
  partial.cost.exact = partial.forgotten;
  const std::vector<Truth> claimed = true_gradient(partial);
  arma::vec gradient(claimed.size());
  for (arma::uword k = 0; k < gradient.n_elem; ++k) gradient(k) = static_cast<double>(claimed[k].low);
  return gradient;
}

bool is_spoiled(const Point& point, const arma::vec& forgetful, arma::uword k) {
  return point.truth[k].distance_to(forgetful(k)) > 1e-5 * point.truth[k].largest();
}

}  // namespace gradlab::calibration
