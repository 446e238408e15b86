// The network's cost and gradients as a chain of steps, each of which can be replaced: the ground on which mistakes are
// written as code. With nothing replaced the chain computes what loop.* and vectorized.* compute.
#pragma once

#include "gradlab/models/neural_network/problem.hpp"

#include <armadillo>

#include <functional>

namespace gradlab::neural_network {

/// All examples at once: a1 and z1 are (m, h) without the bias, a2, z2, Y and delta2 (m, K), delta1 (m, h).
struct Steps {
  using mat = arma::mat;
  using vec = arma::vec;

  std::function<Weights(const vec& nn_params, const LayerSizes&)> reshape;            ///< S1, S2
  std::function<arma::uvec(const arma::uvec& y, arma::uword num_labels)> labels;      ///< S11: y as the targets use it
  std::function<double(double ones)> hidden_bias;                                     ///< S8: the ones put before a1
  std::function<double(const mat& Y, const mat& z2)> cross_entropy;                   ///< S13: the sum J
  std::function<double(const Weights&)> sum_of_squares;                               ///< S15
  std::function<double(double Lambda, double m)> cost_factor;                         ///< S15: Lambda/(2m)
  std::function<mat(const mat& z2, const mat& Y, const arma::uvec& y)> output_error;  ///< S22: delta2
  std::function<mat(const mat& z1)> hidden_derivative;                                ///< S23: sigmoidGradient(z1)
  std::function<mat(const mat& delta2, const mat& Theta2, const mat& z1, const mat& derivative)> hidden_error;  ///< S23
  std::function<mat(const mat& a1, const mat& z1)> hidden_activation;                 ///< S25: what meets delta2
  std::function<mat(const mat& delta, const mat& a, double ones)> sum_of_products;    ///< S24, S25: delta' * [ones, a]
  std::function<double(double m)> divisor1, divisor2;                                 ///< S26, S27
  std::function<mat(const mat& Theta, double Lambda, double m)> penalty;              ///< S28, S29: what is added
  std::function<Weights(const Weights& gradient)> arrange;                            ///< S30: order of the entries
};

/// Every step right.
Steps right_steps();

/// Runs the chain. Arguments and errors are those of loop::nn_cost_function.
CostAndGradients run_steps(const Steps& steps, const arma::vec& nn_params, const LayerSizes& sizes, const arma::mat& X,
                           const arma::uvec& y, double Lambda);

}  // namespace gradlab::neural_network
