// The network's cost and gradients as a pipeline of steps. Mistakes replace steps. With no step replaced the pipeline
// gives the results of loop.* and vectorized.*.
#pragma once

#include "gradlab/models/network/problem.hpp"

#include <armadillo>

#include <functional>
#include <memory>
#include <utility>

namespace gradlab::neural_network {

/// A function that knows whether it has replaced the one of right_steps(). The results of right steps are kept.
template <class Signature>
class Step : public std::function<Signature> {
 public:
  Step() = default;
  Step(const Step&) = default;
  Step& operator=(const Step&) = default;

  template <class Function>
  Step& operator=(Function other) {
    std::function<Signature>::operator=(std::move(other));
    replaced_ = true;
    return *this;
  }

  bool is_replaced() const { return replaced_; }
  void mark_as_default() { replaced_ = false; }

 private:
  bool replaced_ = false;
};

/// All examples at once: a1 and z1 are (m, h) without the bias, a2, z2, Y and delta2 (m, K), delta1 (m, h).
struct Steps {
  using mat = arma::mat;
  using vec = arma::vec;

  /// S1, S2
  Step<Weights(const vec& nn_params, const LayerSizes&)> reshape;
  /// S11: y as the targets use it
  Step<arma::uvec(const arma::uvec& y, arma::uword num_labels)> labels;
  /// S11: y10
  Step<mat(const arma::uvec& y, arma::uword num_labels)> one_hot;
  /// S7: a1
  Step<mat(const mat& z1)> activation;
  /// S8: the ones put before a1
  Step<double(double ones)> hidden_bias;
  /// S13: the sum J
  Step<double(const mat& Y, const mat& z2)> cross_entropy;
  /// S15
  Step<double(const Weights&)> sum_of_squares;
  /// S15: Lambda/(2m)
  Step<double(double Lambda, double m)> cost_factor;
  /// S22: delta2
  Step<mat(const mat& z2, const mat& Y, const arma::uvec& y)> output_error;
  /// S23: sigmoidGradient(z1)
  Step<mat(const mat& z1)> hidden_derivative;
  /// S23
  Step<mat(const mat& delta2, const mat& Theta2, const mat& z1, const mat& derivative)> hidden_error;
  /// S25: the factor beside delta2
  Step<mat(const mat& a1, const mat& z1)> hidden_activation;
  /// S24, S25: delta' * [ones, a]
  Step<mat(const mat& delta, const mat& a, double ones)> sum_of_products;
  /// S26, S27
  Step<double(double m)> divisor1, divisor2;
  /// S28, S29: the summand
  Step<mat(const mat& Theta, double Lambda, double m)> penalty1, penalty2;
  /// S30: order of the entries
  Step<Weights(const Weights& gradient)> arrange;
};

/// Every step right.
Steps right_steps();

/// The pipeline on one problem, to be run many times with other steps replaced. Results that no replaced step touches
/// are computed once. Errors are those of loop::nn_cost_function.
std::function<CostAndGradients(const Steps& steps)> make_pipeline(const std::shared_ptr<const Problem>& problem);

/// Runs the pipeline once. Errors are those of loop::nn_cost_function.
CostAndGradients run_steps(const Steps& steps, const Problem& problem);

}  // namespace gradlab::neural_network
