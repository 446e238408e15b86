#include "gradlab/models/network/loop.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network::loop {

namespace {

using arma::join_rows, arma::log, arma::accu, arma::square, arma::zeros, arma::ones, arma::mat, arma::rowvec;

// The source in its own order, and nothing else. The comment after each line is the number of its statement.
CostAndGradients statements(const arma::vec& nn_params, arma::uword input_layer_size, arma::uword hidden_layer_size,
                            arma::uword num_labels, const mat& inputs, const arma::uvec& y, double Lambda) {
  const arma::uword size1 = hidden_layer_size * (input_layer_size + 1);
  const arma::uword size2 = num_labels * (hidden_layer_size + 1);

  const mat Theta1 =
      reshape<double>(nn_params.head(size1), hidden_layer_size, input_layer_size + 1, Order::by_rows);  // S1
  const mat Theta2 =
      reshape<double>(nn_params.tail(size2), num_labels, hidden_layer_size + 1, Order::by_rows);  // S2

  const double m = static_cast<double>(inputs.n_rows);      // S3
  double J = 0;                                             // S4
  const mat X = join_rows(ones(inputs.n_rows, 1), inputs);  // S5
  mat y10 = zeros(X.n_rows, num_labels);                    // S6

  mat a1 = sigmoid<mat>(X * Theta1.t());         // S7
  a1 = join_rows(ones(X.n_rows, 1), a1);         // S8
  const mat a2 = sigmoid<mat>(a1 * Theta2.t());  // S9

  for (arma::uword i = 1; i <= num_labels; ++i) {             // S10
    y10.col(i - 1) = arma::conv_to<arma::vec>::from(y == i);  // S11
  }
  for (arma::uword j = 0; j < num_labels; ++j) {                                      // S12
    J += accu(-y10.col(j) % log(a2.col(j)) - (1 - y10.col(j)) % log(1 - a2.col(j)));  // S13
  }
  const double cost = J / m;  // S14
  const double reg_J =
      cost + Lambda / (2 * m) *
                 (accu(square(Theta1.tail_cols(input_layer_size))) +
                  accu(square(Theta2.tail_cols(hidden_layer_size))));  // S15

  mat grad1 = zeros(hidden_layer_size, input_layer_size + 1);  // S16
  mat grad2 = zeros(num_labels, hidden_layer_size + 1);        // S17

  for (arma::uword i = 0; i < X.n_rows; ++i) {  // S18
    const rowvec xi = X.row(i);                 // S19
    const rowvec a1i = a1.row(i);               // S20
    const rowvec a2i = a2.row(i);               // S21

    const rowvec d2 = a2i - y10.row(i);                                                               // S22
    const rowvec d1 = d2 * Theta2 % sigmoid_gradient<rowvec>(join_rows(rowvec{1}, xi * Theta1.t()));  // S23
    grad1 += d1.tail(hidden_layer_size).t() * xi;                                                     // S24
    grad2 += d2.t() * a1i;                                                                            // S25
  }
  grad1 /= m;  // S26
  grad2 /= m;  // S27

  const mat grad1_reg =
      grad1 + Lambda / m * join_rows(zeros(hidden_layer_size, 1), Theta1.tail_cols(input_layer_size));  // S28
  const mat grad2_reg =
      grad2 + Lambda / m * join_rows(zeros(num_labels, 1), Theta2.tail_cols(hidden_layer_size));  // S29

  return {cost, grad1, grad2, reg_J, grad1_reg, grad2_reg};  // S30
}

}  // namespace

CostAndGradients nn_cost_function(const arma::vec& nn_params, arma::uword input_layer_size,
                                  arma::uword hidden_layer_size, arma::uword num_labels, const arma::mat& X,
                                  const arma::uvec& y, double Lambda) {
  require_inputs(nn_params, {input_layer_size, hidden_layer_size, num_labels}, X, y, Lambda);
  return statements(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda);
}

CostAndGradients nn_cost_function(const Problem& p) {
  const auto [n, h, K] = p.sizes;
  return nn_cost_function(p.theta, n, h, K, p.X, p.y, p.lambda);
}

}  // namespace gradlab::neural_network::loop
