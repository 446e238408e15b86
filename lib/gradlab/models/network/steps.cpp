#include "gradlab/models/network/steps.hpp"

#include "gradlab/models/sigmoid.hpp"

#include <memory>

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

// [ones, a] * Theta' without a copy of a.
mat times_weights(const mat& a, double ones, const mat& Theta) {
  mat z = a * Theta.tail_cols(a.n_cols).t();
  z.each_row() += ones * arma::rowvec(Theta.col(0).t());
  return z;
}

void mark_as_default(Steps& s) {
  const auto declare = [](auto&... step) { (step.mark_as_default(), ...); };
  declare(s.reshape, s.labels, s.one_hot, s.activation, s.hidden_bias, s.cross_entropy, s.sum_of_squares, s.cost_factor,
          s.output_error, s.hidden_derivative, s.hidden_error, s.hidden_activation, s.sum_of_products, s.divisor1,
          s.divisor2, s.penalty1, s.penalty2, s.arrange);
}

// The intermediate results, under the names of the steps.
struct Workings {
  Weights weights;
  arma::uvec targets;
  double bias = 1, J = 0;
  mat Y, z1, a1, z2, delta2, sum1, sum2;
};

void work_forward(const Problem& p, const Steps& steps, bool from_scratch, Workings& w) {
  const bool weights = from_scratch || steps.reshape.is_replaced();
  const bool labels = from_scratch || steps.labels.is_replaced() || steps.one_hot.is_replaced();
  const bool activations = weights || steps.activation.is_replaced();
  const bool output = activations || steps.hidden_bias.is_replaced();
  if (labels) {
    w.targets = steps.labels(p.y, p.sizes.num_labels);
    w.Y = steps.one_hot(w.targets, p.sizes.num_labels);
  }
  if (weights) {
    w.weights = steps.reshape(p.theta, p.sizes);
    w.z1 = times_weights(p.X, 1, w.weights.Theta1);
  }
  if (activations) w.a1 = steps.activation(w.z1);
  if (output) {
    w.bias = steps.hidden_bias(1);
    w.z2 = times_weights(w.a1, w.bias, w.weights.Theta2);
  }
  if (labels || output || steps.cross_entropy.is_replaced()) w.J = steps.cross_entropy(w.Y, w.z2);
}

void work_backward(const Problem& p, const Steps& steps, bool from_scratch, Workings& w) {
  const bool weights = from_scratch || steps.reshape.is_replaced();
  const bool labels = steps.labels.is_replaced() || steps.one_hot.is_replaced();
  const bool forward = weights || steps.activation.is_replaced() || steps.hidden_bias.is_replaced();
  const bool output_error = forward || labels || steps.output_error.is_replaced();
  const bool hidden_error = output_error || steps.hidden_error.is_replaced() || steps.hidden_derivative.is_replaced();
  if (output_error) w.delta2 = steps.output_error(w.z2, w.Y, w.targets);
  if (hidden_error || steps.sum_of_products.is_replaced()) {
    const mat delta1 = steps.hidden_error(w.delta2, w.weights.Theta2, w.z1, steps.hidden_derivative(w.z1));
    w.sum1 = steps.sum_of_products(delta1, p.X, 1);
  }
  if (output_error || steps.hidden_activation.is_replaced() || steps.sum_of_products.is_replaced()) {
    w.sum2 = steps.sum_of_products(w.delta2, steps.hidden_activation(w.a1, w.z1), w.bias);
  }
}

CostAndGradients put_together(const Problem& p, const Steps& steps, const Workings& w) {
  const auto& [Theta1, Theta2] = w.weights;
  const double m = static_cast<double>(p.X.n_rows), lambda = p.lambda;
  const double cost = w.J / m;
  const double reg_J = cost + steps.cost_factor(lambda, m) * steps.sum_of_squares(w.weights);
  const mat grad1 = w.sum1 / steps.divisor1(m);
  const mat grad2 = w.sum2 / steps.divisor2(m);
  const Weights plain = steps.arrange({grad1, grad2});
  const Weights regularized =
      steps.arrange({grad1 + steps.penalty1(Theta1, lambda, m), grad2 + steps.penalty2(Theta2, lambda, m)});
  return {cost, plain.Theta1, plain.Theta2, reg_J, regularized.Theta1, regularized.Theta2};
}

}  // namespace

Steps right_steps() {
  Steps steps;
  steps.reshape = [](const arma::vec& nn_params, const LayerSizes& sizes) {
    return neural_network::reshape(nn_params, sizes, Order::by_rows);
  };
  steps.labels = [](const arma::uvec& y, arma::uword) { return y; };
  steps.one_hot = neural_network::one_hot;
  steps.activation = [](const mat& z1) { return sigmoid(z1); };
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
    return arma::join_cols(ones * arma::sum(delta, 0), a.t() * delta).t();
  };
  steps.divisor1 = steps.divisor2 = [](double m) { return m; };
  steps.penalty1 = steps.penalty2 = [](const mat& Theta, double Lambda, double m) -> mat {
    return Lambda / m * without_bias(Theta);
  };
  steps.arrange = [](const Weights& gradient) { return gradient; };
  mark_as_default(steps);
  return steps;
}

std::function<CostAndGradients(const Steps& steps)> make_pipeline(const std::shared_ptr<const Problem>& p) {
  require_inputs(*p);
  Workings right;
  work_forward(*p, right_steps(), true, right);
  work_backward(*p, right_steps(), true, right);
  return [p, right = std::make_shared<const Workings>(std::move(right))](
             const Steps& steps) {
    Workings w = *right;
    work_forward(*p, steps, false, w);
    work_backward(*p, steps, false, w);
    return put_together(*p, steps, w);
  };
}

CostAndGradients run_steps(const Steps& steps, const Problem& problem) {
  const std::shared_ptr<const Problem> unowned(std::shared_ptr<const Problem>(), &problem);
  return make_pipeline(unowned)(steps);
}

}  // namespace gradlab::neural_network
