// What people write for the penalty of the gradient (S28-S29) and its factor in the cost. For mistakes.cpp alone.
#pragma once

#include "gradlab/models/network/steps.hpp"

#include <armadillo>

namespace gradlab::neural_network {

inline arma::mat penalty_with_bias(const arma::mat& Theta, double Lambda, double m) { return Lambda / m * Theta; }

// Multiplies the result of the present step.
inline void scale_penalty(Step<arma::mat(const arma::mat&, double, double)>& penalty, double (*factor)(double m)) {
  penalty = [before = penalty, factor](const arma::mat& Theta, double Lambda, double m) -> arma::mat {
    return factor(m) * before(Theta, Lambda, m);
  };
}

inline void scale_penalties(Steps& s, double (*factor)(double m)) {
  scale_penalty(s.penalty1, factor);
  scale_penalty(s.penalty2, factor);
}

inline void regularized_bias(Steps& s) { s.penalty1 = s.penalty2 = penalty_with_bias; }

inline void regularized_bias_of_Theta1(Steps& s) { s.penalty1 = penalty_with_bias; }

inline void regularized_bias_of_Theta2(Steps& s) { s.penalty2 = penalty_with_bias; }

inline void halved_regularization(Steps& s) { scale_penalties(s, [](double) { return 0.5; }); }

inline void unscaled_regularization(Steps& s) { scale_penalties(s, [](double m) { return m; }); }

inline void missing_regularization(Steps& s) { scale_penalties(s, [](double) { return 0.0; }); }

inline void missing_regularization_of_Theta1(Steps& s) { scale_penalty(s.penalty1, [](double) { return 0.0; }); }

inline void missing_regularization_of_Theta2(Steps& s) { scale_penalty(s.penalty2, [](double) { return 0.0; }); }

inline arma::mat penalty_without_row_0(const arma::mat& Theta, double Lambda, double m) {
  arma::mat rest = Theta;
  rest.row(0).zeros();
  return Lambda / m * rest;
}

inline void unregularized_row(Steps& s) { s.penalty1 = s.penalty2 = penalty_without_row_0; }

inline void ones_in_bias_column(Steps& s) {
  s.penalty1 = s.penalty2 = [](const arma::mat& Theta, double Lambda, double m) -> arma::mat {
    arma::mat with_ones = Theta;
    with_ones.col(0).ones();
    return Lambda / m * with_ones;
  };
}

inline void precedence(Steps& s) { s.cost_factor = [](double Lambda, double m) { return Lambda / 2 * m; }; }

}  // namespace gradlab::neural_network
