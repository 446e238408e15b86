// The regressions' cost once more, written once for real and for complex theta: the numerical side differentiates this
// one. It shares no code with the twins in linear/ and logistic/, so that it can bear witness on them.
#pragma once

#include "gradlab/models/regression/problem.hpp"
#include "gradlab/models/sigmoid.hpp"

#include <armadillo>

namespace gradlab::regression {

/// The regularized cost reg_J of the problem at theta (n+1; real or complex), one example after the other. For logistic
/// regression it comes from the pre-activations, so that it is finite where h saturates.
/// Analytic in theta: no abs, no max, no conjugate. The problem must have passed require_inputs().
template <class Scalar>
Scalar regularized_cost(const Problem& p, const arma::Col<Scalar>& theta) {
  Scalar sum_of_terms = 0;
  for (arma::uword i = 0; i < p.X.n_rows; ++i) {
    Scalar z = theta(0);
    for (arma::uword j = 0; j < p.X.n_cols; ++j) z += p.X(i, j) * theta(j + 1);
    if (p.kind == Kind::linear) sum_of_terms += (z - p.y(i)) * (z - p.y(i)) / 2.0;
    else sum_of_terms += softplus((1 - 2 * p.y(i)) * z);  // -log(h) where y is 1, -log(1-h) where it is 0
  }
  const Scalar penalty = p.lambda / 2 * arma::accu(arma::square(theta.tail(p.X.n_cols)));
  return (sum_of_terms + penalty) / static_cast<double>(p.X.n_rows);
}

}  // namespace gradlab::regression
