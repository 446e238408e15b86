#include "gradlab/models/network/mistakes_of_form.hpp"

#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network {

namespace {

using arma::mat;

// ---- Where the hidden units are no sigmoids ----

void sigmoids_derivative_of_activation(Steps& s) {
  s.hidden_derivative = [activation = s.activation](const mat& z1) -> mat {
    const mat a1 = activation(z1);
    return a1 % (1 - a1);
  };
}

void sigmoids_derivative(Steps& s) {
  s.hidden_derivative = [](const mat& z1) { return sigmoid_gradient(z1); };
}

void derivative_left_out(Steps& s) {
  s.hidden_derivative = [](const mat& z1) { return mat(arma::size(z1), arma::fill::ones); };
}

void derivative_at_activation(Steps& s) {
  s.hidden_derivative = [before = s.hidden_derivative, activation = s.activation](const mat& z1) {
    return before(activation(z1));
  };
}

const std::vector<Mistake>& mistakes_of_hidden_units() {
  static const std::vector<Mistake> rows = {
      {"derivative-of-sigmoid", "a1*(1-a1)", "gradient",
       "The hidden error has the derivative of the sigmoid, a1*(1-a1), but the hidden units are no sigmoids.", "S23",
       "Multiply by the derivative of the activation that the hidden layer has.", "", "",
       sigmoids_derivative_of_activation},
      {"derivative-of-sigmoid", "sigmoidGradient(z1)", "gradient",
       "The hidden error has the derivative of the sigmoid, but the hidden units are no sigmoids.", "S23",
       "Multiply by the derivative of the activation that the hidden layer has.", "", "", sigmoids_derivative},
      {"missing-derivative", "", "gradient", "The hidden error lacks the derivative of the hidden layer's activation.",
       "S23", "Multiply elementwise by the derivative of the activation, at z1.", "", "", derivative_left_out},
      {"derivative-of-activation", "", "gradient",
       "The derivative of the hidden layer's activation is taken at the activation a1, not at z1.", "S23",
       "Take it at z1, or write it by a1.", "", "", derivative_at_activation},
  };
  return rows;
}

// ---- Where the outputs have the squared error ----

void output_derivative_left_out(Steps& s) {
  s.output_error = [before = s.output_error](const mat& z2, const mat& Y, const arma::uvec& y) -> mat {
    return before(z2, Y, y) / sigmoid_gradient(z2);
  };
}

const Mistake missing_output_derivative = {
    "missing-output-derivative", "", "gradient",
    "The output error lacks the factor sigmoidGradient(z2), which the squared error needs.", "S22",
    "Multiply a2 - y10 elementwise by a2*(1-a2), or take the cross-entropy as the cost.", "", "",
    output_derivative_left_out};

// ---- Any form ----

// Mistakes about the derivative or the cost are made against the source's own.
bool fits(const Mistake& mistake, const Form& form) {
  Steps steps = right_steps();
  mistake.make(steps);
  if (steps.cross_entropy.is_replaced() || steps.hidden_bias.is_replaced()) return false;
  if (form.hidden != Activation::sigmoid && steps.hidden_derivative.is_replaced()) return false;
  return form.output == Output::cross_entropy || form.output == Output::softmax || !steps.output_error.is_replaced() ||
         mistake.name == "flipped-sign";
}

}  // namespace

std::vector<const Mistake*> mistakes_of(const Form& form) {
  std::vector<const Mistake*> found;
  for (const Mistake& mistake : mistakes()) {
    if (form.is_source() || fits(mistake, form)) found.push_back(&mistake);
  }
  if (form.hidden != Activation::sigmoid) {
    for (const Mistake& mistake : mistakes_of_hidden_units()) found.push_back(&mistake);
  }
  if (form.output == Output::squared_error) found.push_back(&missing_output_derivative);
  return found;
}

}  // namespace gradlab::neural_network
