#include "gradlab/models/regression/logistic/problem.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gradlab::logistic_regression {

void require_inputs(const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda) {
  require_regression_inputs(theta, X, y, Lambda);
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    if (y(i) == 0 || y(i) == 1) continue;
    throw std::invalid_argument(fmt::format("y({}) should be 0 or 1, but is {}", i, y(i)));
  }
}

}  // namespace gradlab::logistic_regression
