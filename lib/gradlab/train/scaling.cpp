#include "gradlab/train/scaling.hpp"

#include "gradlab/require.hpp"

#include <stdexcept>

namespace gradlab::train {

namespace {

void require_features(const arma::mat& weights, const Scaling& scaling) {
  require_shape("the weights of scaled features", weights, weights.n_rows, scaling.mean.n_elem + 1);
}

}  // namespace

Scaling measure_scaling(const arma::mat& X) {
  if (X.n_rows == 0) throw std::invalid_argument("X should have at least one example (row), but has none");
  Scaling scaling{arma::mean(X, 0), arma::stddev(X, 0, 0)};
  // A constant feature may show a deviation of rounding's size; scaling by it would blow up nothing but rounding.
  const arma::rowvec largest = arma::max(arma::abs(X), 0);
  scaling.deviation.elem(arma::find(scaling.deviation <= 1e-12 * largest)).ones();
  return scaling;
}

arma::mat scale(const arma::mat& X, const Scaling& scaling) {
  require_shape("X", X, X.n_rows, scaling.mean.n_elem);
  return (X.each_row() - scaling.mean).eval().each_row() / scaling.deviation;
}

arma::mat weights_for_unscaled(const arma::mat& weights, const Scaling& scaling) {
  require_features(weights, scaling);
  arma::mat unscaled = weights;
  unscaled.tail_cols(scaling.mean.n_elem).each_row() /= scaling.deviation;
  unscaled.col(0) -= unscaled.tail_cols(scaling.mean.n_elem) * scaling.mean.st();
  return unscaled;
}

arma::mat weights_for_scaled(const arma::mat& weights, const Scaling& scaling) {
  require_features(weights, scaling);
  arma::mat scaled = weights;
  scaled.col(0) += weights.tail_cols(scaling.mean.n_elem) * scaling.mean.st();
  scaled.tail_cols(scaling.mean.n_elem).each_row() %= scaling.deviation;
  return scaled;
}

}  // namespace gradlab::train
