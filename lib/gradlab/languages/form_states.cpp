#include "gradlab/languages/form_states.hpp"

#include "gradlab/check/tolerance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

constexpr std::uint64_t seed_of_states = 77;

nn::Problem with_other_weights(nn::Problem problem, std::uint64_t seed, double lambda) {
  problem.theta = nn::unroll(nn::random_weights(problem.sizes, seed));
  problem.lambda = lambda;
  return problem;
}

nn::Problem with_half_the_examples(nn::Problem problem) {
  const arma::uword half = (problem.X.n_rows + 1) / 2;
  problem.X = arma::mat(problem.X.head_rows(half));
  problem.y = arma::uvec(problem.y.head(half));
  return problem;
}

// States with and without penalty, with other weights and numbers of examples.
std::vector<nn::Problem> choose_states(const TestPoint& probe, const std::vector<TestPoint>& points) {
  std::vector<nn::Problem> states = {probe.problem, with_other_weights(probe.problem, seed_of_states, 0),
                                     with_other_weights(probe.problem, seed_of_states + 1, 0),
                                     with_other_weights(probe.problem, seed_of_states, 1.5),
                                     with_half_the_examples(probe.problem)};
  for (const TestPoint& point : points) {
    if (points.size() > 1) states.push_back(point.problem);
  }
  return states;
}

double sum_of_squares(const arma::mat& matrix) { return arma::accu(arma::square(matrix)); }

std::optional<State> evaluate_state(const Code& code, const FoundConvention& found, const nn::Problem& problem) {
  try {
    const ForeignNetwork network(code.conversation, found.convention, problem);
    const ForeignNetwork::Result result = network.evaluate(problem.theta);
    const auto [Theta1, Theta2] = nn::weights_of(problem);
    State state;
    state.problem = problem;
    state.cost = result.cost;
    state.all_squares = sum_of_squares(Theta1) + sum_of_squares(Theta2);
    state.squares =
        sum_of_squares(Theta1.tail_cols(Theta1.n_cols - 1)) + sum_of_squares(Theta2.tail_cols(Theta2.n_cols - 1));
    if (code.description.choice_of(found.convention).takes_lambda) state.lambda = problem.lambda;
    if (result.gradient) state.gradient = nn::unroll(*result.gradient);
    return state;
  } catch (const CodeError&) {
    return std::nullopt;
  }
}

}  // namespace

States evaluate_states(const Code& code, const FoundConvention& found, const TestPoint& probe,
                       const std::vector<TestPoint>& points) {
  States states;
  for (const nn::Problem& problem : choose_states(probe, points)) {
    if (const auto state = evaluate_state(code, found, problem)) states.push_back(*state);
  }
  return states;
}

States look_at(const nn::Form& layers, States states) {
  for (State& state : states) state.mean_cost = nn::mean_cost(layers, state.problem, state.problem.theta);
  return states;
}

States without_penalty(const States& states) {
  States plain;
  std::copy_if(states.begin(), states.end(), std::back_inserter(plain),
               [](const State& state) { return state.lambda == 0; });
  return plain;
}

bool holds(const States& states, const std::function<bool(const State&)>& property) {
  return states.size() >= 3 && std::all_of(states.begin(), states.end(), property);
}

bool are_same_costs(double one, double other) {
  return std::abs(one - other) <= check::cost_tolerance * std::max(std::abs(one), std::abs(other));
}

double data_cost(const nn::Form& form, const State& state) {
  const bool is_known = form.guard == nn::Guard::none;
  const double mean = is_known ? state.mean_cost : nn::mean_cost(form, state.problem, state.problem.theta);
  return nn::factor_of(form, state.problem) * mean;
}

double cost_with(const nn::Form& form, double lambda, const State& state, double squares) {
  return data_cost(form, state) + nn::penalty_factor_of(form, lambda, state.problem) * squares;
}

bool gives_cost(const nn::Form& form, const State& state) {
  const double squares = form.penalizes_biases ? state.all_squares : state.squares;
  return are_same_costs(state.cost, cost_with(form, state.lambda, state, squares));
}

nn::CostAndGradients gradients_of(const nn::Form& form, const State& state) {
  nn::Problem problem = state.problem;
  problem.lambda = state.lambda;
  return nn::run_form(form, problem);
}

bool are_same_gradients(const arma::vec& one, const arma::vec& right) {
  return arma::all(arma::abs(one - right) <= check::gradient_tolerance * arma::abs(right).max());  // false for NaN
}

bool gives_gradient(const nn::Form& form, const State& state) {
  if (!state.gradient) return false;
  const nn::CostAndGradients ours = gradients_of(form, state);
  return are_same_gradients(*state.gradient, nn::unroll(nn::Weights{ours.grad1_reg, ours.grad2_reg}));
}

double round_off(double value, const std::function<bool(double)>& serves) {
  for (const int digits : {0, 1, 2, 3, 5}) {
    const double rounded = std::stod(fmt::format("{:.{}e}", value, digits));
    if (serves(rounded)) return rounded;
  }
  return value;
}

}  // namespace gradlab::languages
