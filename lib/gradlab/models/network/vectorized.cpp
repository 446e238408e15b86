#include "gradlab/models/network/vectorized.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network::vectorized {

namespace {

// The comment after a line names the loop's statements that it replaces.

using arma::mat, arma::rowvec, arma::accu, arma::square, arma::sum, arma::join_cols, arma::join_rows, arma::zeros;

// [1, a] * Theta' without ever building [1, a].
mat times_weights(const mat& a, const mat& Theta) {
  mat z = a * Theta.tail_cols(a.n_cols).t();
  z.each_row() += rowvec(Theta.col(0).t());
  return z;
}

// delta' * [1, a]: the sum over the examples of the outer products of error and activation. BLAS multiplies a' * delta
// up to three times as fast as delta' * a: its kernels take the long matrix on the left.
mat outer_products(const mat& delta, const mat& a) {
  return join_cols(sum(delta, 0), a.t() * delta).t();
}

// Theta with its bias column zero: the bias is not regularized.
mat without_bias(const mat& Theta) {
  return join_rows(zeros(Theta.n_rows, 1), Theta.tail_cols(Theta.n_cols - 1));
}

// The sum of -y*log(sigmoid(z)) - (1-y)*log(1-sigmoid(z)) = softplus(z) - y*z.
double cross_entropy(const mat& z, const mat& Y) {
  double J = 0;  // S4
  for (arma::uword i = 0; i < z.n_elem; ++i) J += softplus(z(i)) - Y(i) * z(i);  // S12, S13
  return J;
}

}  // namespace

CostAndGradients nn_cost_function(const arma::vec& nn_params, arma::uword input_layer_size,
                                  arma::uword hidden_layer_size, arma::uword num_labels, const arma::mat& X,
                                  const arma::uvec& y, double Lambda) {
  const LayerSizes sizes{input_layer_size, hidden_layer_size, num_labels};
  require_inputs(nn_params, sizes, X, y, Lambda);
  const auto [Theta1, Theta2] = reshape(nn_params, sizes);  // S1, S2
  const double m = static_cast<double>(X.n_rows);  // S3
  const mat Y = one_hot(y, num_labels);  // S6, S10, S11

  // Forward
  const mat a1 = sigmoid<mat>(times_weights(X, Theta1));  // S7
  const mat z2 = times_weights(a1, Theta2);
  const double cost = cross_entropy(z2, Y) / m;  // S14

  // Backward: three matrix products
  const mat delta2 = sigmoid(z2) - Y;  // S22
  const mat delta1 = delta2 * Theta2.tail_cols(hidden_layer_size) % a1 % (1 - a1);  // S23
  const mat grad1 = outer_products(delta1, X) / m;  // S24, S26
  const mat grad2 = outer_products(delta2, a1) / m;  // S25, S27

  // Regularization
  const mat W1 = without_bias(Theta1);
  const mat W2 = without_bias(Theta2);
  const double reg_J = cost + Lambda / (2 * m) * (accu(square(W1)) + accu(square(W2)));  // S15
  return {cost, grad1, grad2, reg_J, grad1 + Lambda / m * W1, grad2 + Lambda / m * W2};  // S28, S29, S30
}

CostAndGradients nn_cost_function(const Problem& p) {
  const auto [n, h, K] = p.sizes;
  return nn_cost_function(p.theta, n, h, K, p.X, p.y, p.lambda);
}

}  // namespace gradlab::neural_network::vectorized
