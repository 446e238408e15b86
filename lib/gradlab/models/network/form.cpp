#include "gradlab/models/network/form.hpp"

#include "gradlab/models/sigmoid.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::neural_network {

using arma::mat;

namespace {

constexpr double leak = 0.01;

mat activate(Activation activation, const mat& z) {
  switch (activation) {
    case Activation::tanh: return arma::tanh(z);
    case Activation::relu: return arma::clamp(z, 0, arma::datum::inf);
    case Activation::leaky_relu: return arma::max(z, leak * z);
    case Activation::sigmoid: break;
  }
  return sigmoid(z);
}

mat differentiate(Activation activation, const mat& z) {
  switch (activation) {
    case Activation::tanh: return 1 - arma::square(arma::tanh(z));
    case Activation::relu: return arma::conv_to<mat>::from(z > 0);
    case Activation::leaky_relu: return leak + (1 - leak) * arma::conv_to<mat>::from(z > 0);
    case Activation::sigmoid: break;
  }
  return sigmoid_gradient(z);
}

mat softmax(const mat& z) {
  const mat powers = arma::exp(z.each_col() - arma::max(z, 1));
  return powers.each_col() / arma::sum(powers, 1);
}

double epsilon_of_output(const Form& form) {
  return form.guard == Guard::none || form.guard == Guard::added_to_complement ? 0 : form.epsilon;
}

double epsilon_of_complement(const Form& form) {
  if (form.guard == Guard::shifted) return -form.epsilon;
  return form.guard == Guard::added || form.guard == Guard::added_to_complement ? form.epsilon : 0;
}

double logistic_cost(const Form& form, const mat& Y, const mat& z) {
  if (form.guard == Guard::none) {
    mat terms = z;
    terms.transform([](double entry) { return softplus(entry); });
    return arma::accu(terms - Y % z);
  }
  const mat a = sigmoid(z);
  return -arma::accu(Y % arma::log(a + epsilon_of_output(form)) +
                     (1 - Y) % arma::log(1 - a + epsilon_of_complement(form)));
}

double softmax_cost(const Form& form, const mat& Y, const mat& z) {
  return -arma::accu(Y % arma::log(softmax(z) + epsilon_of_output(form)));
}

// The sum over the examples.
double sum_cost(const Form& form, const mat& Y, const mat& z) {
  switch (form.output) {
    case Output::softmax: return softmax_cost(form, Y, z);
    case Output::squared_error: return arma::accu(arma::square(sigmoid(z) - Y)) / 2;
    case Output::linear_squared_error: return arma::accu(arma::square(z - Y)) / 2;
    case Output::cross_entropy: break;
  }
  return logistic_cost(form, Y, z);
}

// A guard moves the gradient by its own size: the source's formula stands for it.
mat output_error(const Form& form, const mat& Y, const mat& z) {
  switch (form.output) {
    case Output::softmax: return softmax(z) - Y;
    case Output::squared_error: return (sigmoid(z) - Y) % sigmoid_gradient(z);
    case Output::linear_squared_error: return z - Y;
    case Output::cross_entropy: break;
  }
  return sigmoid(z) - Y;
}

double power(double base, int exponent) { return std::pow(base, exponent); }

double factor_of(const Form& form, double m, double K) {
  return form.factor * power(m, form.power_of_m) * power(K, form.power_of_K);
}

double penalty_factor_of(const Form& form, double Lambda, double m, double K) {
  const double scale = form.scales_penalty ? factor_of(form, m, K) : 1;
  switch (form.penalty) {
    case PenaltyFactor::lambda_over_2: return scale * Lambda / 2;
    case PenaltyFactor::lambda: return scale * Lambda;
    case PenaltyFactor::lambda_over_m: return scale * Lambda / m;
    case PenaltyFactor::lambda_over_2m: break;
  }
  return scale * Lambda / (2 * m);
}

mat penalized_part(const Form& form, const mat& Theta) {
  mat part = Theta;
  if (!form.penalizes_biases) part.col(0).zeros();
  return part;
}

void replace_layers(const Form& form, Steps& steps) {
  if (form.hidden != Activation::sigmoid) {
    steps.activation = [form](const mat& z) { return activate(form.hidden, z); };
    steps.hidden_derivative = [form](const mat& z) { return differentiate(form.hidden, z); };
  }
  if (form.output == Output::cross_entropy && form.guard == Guard::none && factor_of(form, 2, 3) == 1) return;
  const auto factor = [form](const mat& Y) {
    return factor_of(form, static_cast<double>(Y.n_rows), static_cast<double>(Y.n_cols));
  };
  steps.cross_entropy = [=](const mat& Y, const mat& z) { return factor(Y) * sum_cost(form, Y, z); };
  steps.output_error = [=](const mat& z, const mat& Y, const arma::uvec&) -> mat {
    return factor(Y) * output_error(form, Y, z);
  };
}

void replace_penalty(const Form& form, double K, Steps& steps) {
  if (form.penalty == PenaltyFactor::lambda_over_2m && !form.scales_penalty && !form.penalizes_biases) return;
  steps.cost_factor = [=](double Lambda, double m) { return penalty_factor_of(form, Lambda, m, K); };
  steps.penalty1 = steps.penalty2 = [=](const mat& Theta, double Lambda, double m) -> mat {
    return 2 * penalty_factor_of(form, Lambda, m, K) * penalized_part(form, Theta);
  };
  steps.sum_of_squares = [=](const Weights& weights) {
    return arma::accu(arma::square(penalized_part(form, weights.Theta1))) +
           arma::accu(arma::square(penalized_part(form, weights.Theta2)));
  };
}

}  // namespace

bool Form::has_source_factors() const {
  return factor == 1 && power_of_m == 0 && power_of_K == 0 && penalty == PenaltyFactor::lambda_over_2m &&
         !penalizes_biases;
}

std::string name_layers(const Form& form) {
  static const char* const hidden[] = {"sigmoid", "tanh", "ReLU", "leaky ReLU"};
  static const char* const output[] = {"sigmoid outputs with cross-entropy", "softmax outputs with cross-entropy",
                                       "sigmoid outputs with the squared error",
                                       "linear outputs with the squared error"};
  return fmt::format("{} hidden units, {}", hidden[static_cast<int>(form.hidden)],
                     output[static_cast<int>(form.output)]);
}

void apply(const Form& form, arma::uword num_labels, Steps& steps) {
  replace_layers(form, steps);
  replace_penalty(form, static_cast<double>(num_labels), steps);
}

double mean_cost(const Form& form, const Problem& problem, const arma::vec& theta) {
  const auto [Theta1, Theta2] = reshape(theta, problem.sizes);
  const arma::vec ones(problem.X.n_rows, arma::fill::ones);
  const mat a1 = activate(form.hidden, arma::join_rows(ones, problem.X) * Theta1.t());
  const mat z2 = arma::join_rows(ones, a1) * Theta2.t();
  return sum_cost(form, one_hot(problem.y, problem.sizes.num_labels), z2) / static_cast<double>(problem.X.n_rows);
}

double factor_of(const Form& form, const Problem& problem) {
  return factor_of(form, static_cast<double>(problem.X.n_rows), static_cast<double>(problem.sizes.num_labels));
}

double penalty_factor_of(const Form& form, double Lambda, const Problem& problem) {
  return penalty_factor_of(form, Lambda, static_cast<double>(problem.X.n_rows),
                           static_cast<double>(problem.sizes.num_labels));
}

CostAndGradients run_form(const Form& form, const Problem& problem) {
  Steps steps = right_steps();
  apply(form, problem.sizes.num_labels, steps);
  return run_steps(steps, problem);
}

}  // namespace gradlab::neural_network
