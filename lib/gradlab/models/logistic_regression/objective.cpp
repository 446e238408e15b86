#include "gradlab/models/logistic_regression/objective.hpp"

#include "gradlab/models/logistic_regression/cost.hpp"
#include "gradlab/models/logistic_regression/problem.hpp"
#include "gradlab/shape.hpp"

#include <complex>
#include <memory>

namespace gradlab::logistic_regression {

namespace {

struct Problem {
  arma::mat X;
  arma::vec y;
  double Lambda;
};

template <class Scalar>
Scalar cost_of(const Problem& problem, const arma::Col<Scalar>& theta) {
  require_shape("theta", theta, problem.X.n_cols + 1, 1);
  return regularized_cost<Scalar>(theta, problem.X, problem.y, problem.Lambda);
}

}  // namespace

Objective make_objective(const arma::mat& X, const arma::vec& y, double Lambda) {
  require_inputs(arma::vec(X.n_cols + 1, arma::fill::zeros), X, y, Lambda);
  const auto problem = std::make_shared<const Problem>(Problem{X, y, Lambda});

  Objective objective;
  objective.cost = [problem](const arma::vec& theta) { return cost_of<double>(*problem, theta); };
  objective.complex_cost = [problem](const arma::cx_vec& theta) {
    return cost_of<std::complex<double>>(*problem, theta);
  };
  objective.blocks = name_regression_blocks(X.n_cols);
  objective.concurrent = true;
  return objective;
}

}  // namespace gradlab::logistic_regression
