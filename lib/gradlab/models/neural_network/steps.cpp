#include "gradlab/models/neural_network/steps.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network {

using arma::mat;

namespace {

mat without_bias(const mat& Theta) {
  mat rest = Theta;
  rest.col(0).zeros();
  return rest;
}

double cross_entropy(const mat& Y, const mat& z2) {
  mat terms = z2;
  terms.transform([](double z) { return softplus(z); });
  return arma::accu(terms - Y % z2);
}

mat add_bias(const mat& a, double ones) { return arma::join_rows(arma::vec(a.n_rows).fill(ones), a); }

}  // namespace

Steps right_steps() {
  Steps steps;
  steps.reshape = [](const arma::vec& nn_params, const LayerSizes& sizes) {
    return neural_network::reshape(nn_params, sizes, Order::by_rows);
  };
  steps.labels = [](const arma::uvec& y, arma::uword) { return y; };
  steps.hidden_bias = [](double ones) { return ones; };
  steps.cross_entropy = cross_entropy;
  steps.sum_of_squares = [](const Weights& w) {
    return arma::accu(arma::square(without_bias(w.Theta1))) + arma::accu(arma::square(without_bias(w.Theta2)));
  };
  steps.cost_factor = [](double Lambda, double m) { return Lambda / (2 * m); };
  steps.output_error = [](const mat& z2, const mat& Y, const arma::uvec&) -> mat { return sigmoid(z2) - Y; };
  steps.hidden_derivative = [](const mat& z1) { return sigmoid_gradient(z1); };
  steps.hidden_error = [](const mat& delta2, const mat& Theta2, const mat& z1, const mat& derivative) -> mat {
    return delta2 * Theta2.tail_cols(z1.n_cols) % derivative;
  };
  steps.hidden_activation = [](const mat& a1, const mat&) { return a1; };
  steps.sum_of_products = [](const mat& delta, const mat& a, double ones) -> mat {
    return delta.t() * add_bias(a, ones);
  };
  steps.divisor1 = steps.divisor2 = [](double m) { return m; };
  steps.penalty = [](const mat& Theta, double Lambda, double m) -> mat { return Lambda / m * without_bias(Theta); };
  steps.arrange = [](const Weights& gradient) { return gradient; };
  return steps;
}

CostAndGradients run_steps(const Steps& steps, const arma::vec& nn_params, const LayerSizes& sizes, const mat& X,
                           const arma::uvec& y, double Lambda) {
  require_inputs(nn_params, sizes, X, y, Lambda);
  const Weights weights = steps.reshape(nn_params, sizes);
  const auto& [Theta1, Theta2] = weights;
  const double m = static_cast<double>(X.n_rows);
  const arma::uvec targets = steps.labels(y, sizes.num_labels);
  const mat Y = one_hot(targets, sizes.num_labels);

  const double bias = steps.hidden_bias(1);
  const mat z1 = add_bias(X, 1) * Theta1.t();
  const mat a1 = sigmoid(z1);
  const mat z2 = add_bias(a1, bias) * Theta2.t();
  const double cost = steps.cross_entropy(Y, z2) / m;
  const double reg_J = cost + steps.cost_factor(Lambda, m) * steps.sum_of_squares(weights);

  const mat delta2 = steps.output_error(z2, Y, targets);
  const mat delta1 = steps.hidden_error(delta2, Theta2, z1, steps.hidden_derivative(z1));
  const mat grad1 = steps.sum_of_products(delta1, X, 1) / steps.divisor1(m);
  const mat grad2 = steps.sum_of_products(delta2, steps.hidden_activation(a1, z1), bias) / steps.divisor2(m);

  const Weights plain = steps.arrange({grad1, grad2});
  const Weights regularized =
      steps.arrange({grad1 + steps.penalty(Theta1, Lambda, m), grad2 + steps.penalty(Theta2, Lambda, m)});
  return {cost, plain.Theta1, plain.Theta2, reg_J, regularized.Theta1, regularized.Theta2};
}

}  // namespace gradlab::neural_network
