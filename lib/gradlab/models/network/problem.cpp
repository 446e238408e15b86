#include "gradlab/models/network/problem.hpp"

#include "gradlab/borrow.hpp"
#include "gradlab/require.hpp"

#include <stdexcept>

namespace gradlab::neural_network {

Problem move_to(const Problem& problem, const arma::vec& theta) {
  return {problem.sizes, theta, borrow(problem.X), problem.y, problem.lambda};
}

Weights weights_of(const Problem& problem) { return reshape(problem.theta, problem.sizes); }

Evaluation to_evaluation(const CostAndGradients& results) {
  return {results.reg_J, unroll(Weights{results.grad1_reg, results.grad2_reg})};
}

void require_inputs(const arma::vec& nn_params, const LayerSizes& sizes, const arma::mat& X, const arma::uvec& y,
                    double Lambda) {
  require_shape("nn_params", nn_params, count_parameters(sizes), 1);
  if (X.n_rows == 0) throw std::invalid_argument("X should have at least one example (row), but has none");
  require_shape("X", X, X.n_rows, sizes.input_layer_size);
  require_shape("y", y, X.n_rows, 1);
  require_labels("y", y, sizes.num_labels);
  require_not_negative("Lambda", Lambda);
}

void require_inputs(const Problem& p) { require_inputs(p.theta, p.sizes, p.X, p.y, p.lambda); }

arma::mat one_hot(const arma::uvec& y, arma::uword num_labels) {
  arma::mat Y(y.n_elem, num_labels, arma::fill::zeros);
  for (arma::uword i = 0; i < y.n_elem; ++i) Y(i, y(i) - 1) = 1;
  return Y;
}

}  // namespace gradlab::neural_network
