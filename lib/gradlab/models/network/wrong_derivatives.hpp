// What people write for the derivative of the hidden layer's sigmoid (S23). For mistakes.cpp alone.
#pragma once

#include "gradlab/models/network/steps.hpp"
#include "gradlab/models/sigmoid.hpp"

namespace gradlab::neural_network {

inline void derivative_of_activation(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) { return sigmoid_gradient<arma::mat>(sigmoid(z1)); };
}

inline void derivative_of_tanh(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) -> arma::mat { return 1 - arma::square(sigmoid(z1)); };
}

inline void missing_derivative(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) { return arma::mat(arma::size(z1), arma::fill::ones); };
}

inline void sigmoid_for_derivative(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) { return sigmoid(z1); };
}

inline void derivative_without_sigmoid(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) -> arma::mat { return z1 % (1 - z1); };
}

inline void derivative_with_z_in_second_factor(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) -> arma::mat { return sigmoid(z1) % (1 - z1); };
}

inline void derivative_with_plus(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) -> arma::mat { return sigmoid(z1) % (1 + sigmoid(z1)); };
}

inline void second_factor_alone(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) -> arma::mat { return 1 - sigmoid(z1); };
}

inline void derivative_of_zero(Steps& s) {
  s.hidden_derivative = [](const arma::mat& z1) { return arma::mat(arma::size(z1), arma::fill::zeros); };
}

}  // namespace gradlab::neural_network
