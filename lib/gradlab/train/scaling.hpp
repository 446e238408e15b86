// Features brought to one scale, so that a step of gradient descent is as long for one as for another; and weights
// carried from there to the features as they were, so that they can be used on the data as they came.
#pragma once

#include <armadillo>

#include <functional>

namespace gradlab::train {

struct Scaling {
  arma::rowvec mean;       ///< (n), of each feature over the examples
  arma::rowvec deviation;  ///< (n), the standard deviation (divisor m-1); 1 where a feature is constant
};

/// Measured on the examples that are trained on, and on no others: those held out must not be looked at.
/// X may be a part of them: add_up makes sums over all parts of the numbers that it gets.
/// throws std::invalid_argument if X has no example.
Scaling measure_scaling(const arma::mat& X, const std::function<void(arma::rowvec& numbers)>& add_up = {});

/// (x - mean) / deviation, feature by feature.
arma::mat scale(const arma::mat& X, const Scaling& scaling);

/// Weights (units, n+1), the bias first, that do to X what `weights` do to scale(X).
arma::mat weights_for_unscaled(const arma::mat& weights, const Scaling& scaling);

/// The way back: weights that do to scale(X) what `weights` do to X.
arma::mat weights_for_scaled(const arma::mat& weights, const Scaling& scaling);

}  // namespace gradlab::train
