#include "gradlab/models/regression/problem.hpp"

#include "gradlab/borrow.hpp"
#include "gradlab/require.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

namespace gradlab::regression {

Problem move_to(const Problem& problem, const arma::vec& theta) {
  return {problem.kind, theta, borrow(problem.X), problem.y, problem.lambda};
}

void require_inputs(Kind kind, const arma::vec& theta, const arma::mat& X, const arma::vec& y, double Lambda) {
  if (X.n_rows == 0) throw std::invalid_argument("X should have at least one example (row), but has none");
  if (theta.n_elem != X.n_cols + 1) {
    throw std::invalid_argument(fmt::format(
        "theta should have {} entries (the bias and the {} columns of X, which has no column of ones), but has {}",
        X.n_cols + 1, X.n_cols, theta.n_elem));
  }
  require_shape("y", y, X.n_rows, 1);
  require_not_negative("Lambda", Lambda);
  for (arma::uword i = 0; i < y.n_elem && kind == Kind::logistic; ++i) {
    if (y(i) == 0 || y(i) == 1) continue;
    throw std::invalid_argument(fmt::format("y({}) should be 0 or 1, but is {}", i, y(i)));
  }
}

void require_inputs(const Problem& p) { require_inputs(p.kind, p.theta, p.X, p.y, p.lambda); }

std::vector<Block> name_blocks(arma::uword features) {
  Block theta;
  theta.name = "theta";
  theta.rows = features + 1;
  theta.columns = 1;
  theta.meaning = [](arma::uword row, arma::uword) {
    return row == 0 ? std::string("bias") : fmt::format("feature {}", row);
  };
  return {theta};
}

}  // namespace gradlab::regression
