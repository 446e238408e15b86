// One point of an objective of the catalogue, with the truth and the gradients that are right or wrong there.
#pragma once

#include "catalogue.hpp"
#include "truth.hpp"

#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <vector>

namespace gradlab::calibration {

struct Point {
  std::uint64_t number = 0;
  Instance instance;
  Objective objective;          // with the complex cost, if there is one
  std::vector<Block> blocks;
  std::vector<Truth> truth;
  arma::vec largest;            // true entry of the block, for each entry
  std::vector<arma::vec> right; // in the order of Figures::right
};

/// Another point of the row at each call.
Point make_point(const Row& row, std::uint64_t number, Generator& generator);

/// The same point for those who differentiate without the checker: where the cost throws it has no value.
Point without_exceptions(Point point);

/// The gradient of a cost without one of its terms, as an author may forget it; empty where the row names none.
arma::vec forgetful_gradient(const Point& point);

/// Whether that gradient is wrong in entry k.
bool is_spoiled(const Point& point, const arma::vec& forgetful, arma::uword k);

}  // namespace gradlab::calibration
