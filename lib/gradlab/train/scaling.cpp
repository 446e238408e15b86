#include "gradlab/train/scaling.hpp"

#include "gradlab/require.hpp"

#include <algorithm>
#include <stdexcept>

namespace gradlab::train {

namespace {

void require_features(const arma::mat& weights, const Scaling& scaling) {
  require_shape("the weights of scaled features", weights, weights.n_rows, scaling.mean.n_elem + 1);
}

}  // namespace

Scaling measure_scaling(const arma::mat& X, const std::function<void(arma::rowvec& numbers)>& add_up) {
  if (X.n_rows == 0) throw std::invalid_argument("X should have at least one example (row), but has none");
  arma::rowvec sums(X.n_cols + 1);
  sums.head(X.n_cols) = arma::sum(X, 0);
  sums(X.n_cols) = static_cast<double>(X.n_rows);
  if (add_up) add_up(sums);
  const double m = sums(X.n_cols);
  Scaling scaling{sums.head(X.n_cols) / m, arma::rowvec(X.n_cols)};
  for (arma::uword c = 0; c < X.n_cols; ++c) {
    scaling.deviation(c) = arma::accu(arma::square(X.col(c) - scaling.mean(c)));
  }
  if (add_up) add_up(scaling.deviation);
  scaling.deviation = arma::sqrt(scaling.deviation / std::max(m - 1, 1.0));
  // A constant feature may show a deviation of rounding's size; scaling by it would blow up nothing but rounding.
  scaling.deviation.elem(arma::find(scaling.deviation <= 1e-12 * arma::abs(scaling.mean))).ones();
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
