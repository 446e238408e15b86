// Networks that are right, but are not the source's: another activation, another cost, a guard in the logarithm, or a
// constant that stands where the source has an argument. Each is the pipeline of steps.hpp with other steps.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/models/network/steps.hpp"

#include <armadillo>

#include <string>

namespace gradlab::neural_network {

enum class Activation { sigmoid, tanh, relu, leaky_relu };

/// The output layer with its cost. All but softmax and linear have sigmoid outputs.
enum class Output { cross_entropy, softmax, squared_error, linear_squared_error };

/// What keeps the logarithms' arguments from 0. Epsilon is added in both log(a2) and log(1-a2), in one of them, or to
/// a2 itself.
enum class Guard { none, added, added_to_output, added_to_complement, shifted };

/// The penalty's factor in the cost.
enum class PenaltyFactor { lambda_over_2m, lambda_over_2, lambda, lambda_over_m };

/// The cost is factor * m^power_of_m * K^power_of_K * (mean over the examples) + the penalty.
struct Form {
  Activation hidden = Activation::sigmoid;
  Output output = Output::cross_entropy;
  Guard guard = Guard::none;
  double epsilon = 0;  ///< of the guard
  double factor = 1;
  int power_of_m = 0, power_of_K = 0;
  PenaltyFactor penalty = PenaltyFactor::lambda_over_2m;
  bool scales_penalty = false;    ///< the factor is in the penalty too
  bool penalizes_biases = false;  ///< in cost and gradient alike

  bool has_source_layers() const { return hidden == Activation::sigmoid && output == Output::cross_entropy; }
  bool has_source_factors() const;
  bool is_source() const { return has_source_layers() && has_source_factors() && guard == Guard::none; }
};

/// "tanh hidden units, softmax outputs"
std::string name_layers(const Form& form);

/// Replaces the steps in which the form differs from the source. The gradient is the one without the guard.
void apply(const Form& form, arma::uword num_labels, Steps& steps);

/// The data's part of the cost, the mean over the examples, before the form's factor.
double mean_cost(const Form& form, const Problem& problem, const arma::vec& theta);

/// factor * m^power_of_m * K^power_of_K.
double factor_of(const Form& form, const Problem& problem);

/// The penalty's factor for the sum of squares.
double penalty_factor_of(const Form& form, double Lambda, const Problem& problem);

CostAndGradients run_form(const Form& form, const Problem& problem);

}  // namespace gradlab::neural_network
