#include "gradlab/check_gradient.hpp"

#include <fmt/format.h>

namespace gradlab {

namespace {

Block make_block(std::string name, arma::uword rows, arma::uword columns, bool by_rows) {
  Block block;
  block.name = std::move(name);
  block.rows = rows;
  block.columns = columns;
  block.by_rows = by_rows;
  return block;
}

}  // namespace

Block block_by_columns(std::string name, arma::uword rows, arma::uword columns) {
  return make_block(std::move(name), rows, columns, false);
}

Block block_by_rows(std::string name, arma::uword rows, arma::uword columns) {
  return make_block(std::move(name), rows, columns, true);
}

Result check_gradient(Objective objective, const std::vector<check::Implementation>& implementations,
                      const arma::vec& theta, const GradientOptions& options) {
  objective.blocks = options.blocks;
  objective.concurrent = options.concurrent;
  return check::check_gradients(objective, implementations, theta, options);
}

namespace adapt {

double to_cost(double cost) { return cost; }

double to_cost(const arma::mat& cost) {
  if (cost.n_elem == 1) return cost(0);
  throw check::NotScalar(fmt::format("the cost should be one number, but is {} x {}; sum it up", cost.n_rows,
                                     cost.n_cols));
}

arma::mat unset_like(const arma::mat& x) {
  return arma::mat(x.n_rows, x.n_cols).fill(arma::datum::nan);
}

arma::vec to_gradient_like(const arma::mat& x, const arma::mat& gradient) {
  if (arma::size(gradient) == arma::size(x)) return arma::vectorise(gradient);
  throw check::WrongShape(fmt::format("the gradient should be {} x {}, as its coordinates are, but is {} x {}",
                                      x.n_rows, x.n_cols, gradient.n_rows, gradient.n_cols));
}

}  // namespace adapt

}  // namespace gradlab
