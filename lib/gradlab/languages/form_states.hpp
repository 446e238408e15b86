// What code answers in several states of the network, held against the cost and gradient of a form of it.
#pragma once

#include "gradlab/languages/code.hpp"
#include "gradlab/languages/network.hpp"
#include "gradlab/languages/test_points.hpp"
#include "gradlab/models/network/form.hpp"

#include <armadillo>

#include <functional>
#include <optional>
#include <vector>

namespace gradlab::languages {

struct State {
  neural_network::Problem problem;
  double lambda = 0;  ///< that the code knows of
  double cost = 0;
  std::optional<arma::vec> gradient;
  double squares = 0, all_squares = 0;  ///< of the weights, without and with the biases
  double mean_cost = 0;                 ///< of the layers that are looked at, without a guard
};
using States = std::vector<State>;

/// A form that explains the states.
struct FoundForm {
  neural_network::Form form;
  std::optional<double> lambda;  ///< the code's own, whatever it is given
};

/// With and without penalty, with other weights and numbers of examples; those that the code takes.
States evaluate_states(const Code& code, const FoundConvention& found, const TestPoint& probe,
                       const std::vector<TestPoint>& points);

/// The states with the mean cost of these layers.
States look_at(const neural_network::Form& layers, States states);

States without_penalty(const States& states);

/// In all of the states, which are at least three: one may be met by chance.
bool holds(const States& states, const std::function<bool(const State&)>& property);

bool are_same_costs(double one, double other);

/// The data's part of the form's cost.
double data_cost(const neural_network::Form& form, const State& state);

/// `squares`: those that the penalty sums.
double cost_with(const neural_network::Form& form, double lambda, const State& state, double squares);

/// What the form gives where the code was asked, with the lambda that the code knows of.
neural_network::CostAndGradients gradients_of(const neural_network::Form& form, const State& state);

/// Within the tolerance of a check, beside the largest entry of the right one.
bool are_same_gradients(const arma::vec& one, const arma::vec& right);

bool gives_cost(const neural_network::Form& form, const State& state);
bool gives_gradient(const neural_network::Form& form, const State& state);

/// The roundest number near `value` that serves as well.
double round_off(double value, const std::function<bool(double)>& serves);

}  // namespace gradlab::languages
