#include "gradlab/languages/form_search.hpp"

#include "gradlab/languages/guard_search.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using nn::Activation, nn::Form, nn::Output, nn::PenaltyFactor;

// The lambda that the code must have, whatever it is given.
std::optional<double> solve_lambda(const Form& form, const States& states, double State::*squares) {
  const State& first = states.front();
  const double unit = nn::penalty_factor_of(form, 1, first.problem) * first.*squares;
  const double lambda = (first.cost - data_cost(form, first)) / unit;
  const auto serves = [&](double value) {
    return holds(states, [&](const State& s) { return are_same_costs(s.cost, cost_with(form, value, s, s.*squares)); });
  };
  if (!(lambda > 0) || !serves(lambda)) return std::nullopt;
  return round_off(lambda, serves);
}

constexpr PenaltyFactor all_penalties[] = {PenaltyFactor::lambda_over_2m, PenaltyFactor::lambda_over_2,
                                           PenaltyFactor::lambda, PenaltyFactor::lambda_over_m};

std::optional<FoundForm> find_fixed_lambda(const States& states) {
  for (double State::*squares : {&State::squares, &State::all_squares}) {
    if (const auto lambda = solve_lambda({}, states, squares)) return FoundForm{{}, lambda};
  }
  return std::nullopt;
}

// ---- Constant factors ----

bool explains_all(const Form& form, const States& states) {
  return holds(states, [&](const State& s) { return gives_cost(form, s) && gives_gradient(form, s); });
}

// A number that is a size of the problem is no constant.
bool is_a_size(double value, const State& state) {
  const auto [n, h, K] = state.problem.sizes;
  for (const arma::uword size : {n, h, K, state.problem.X.n_rows}) {
    if (std::abs(value - static_cast<double>(size)) <= 1.5) return true;
  }
  return false;
}

std::optional<FoundForm> find_fixed_examples(const States& states) {
  const State& first = states.front();
  Form form;
  form.power_of_m = 1;
  form.scales_penalty = true;
  const double examples = std::round(static_cast<double>(first.problem.X.n_rows) * data_cost({}, first) / first.cost);
  form.factor = 1 / examples;
  if (examples < fewest_fixed_examples) return {};
  if (std::any_of(states.begin(), states.end(), [&](const State& s) { return is_a_size(examples, s); })) return {};
  return explains_all(form, states) ? std::optional(FoundForm{form, {}}) : std::nullopt;
}

const std::vector<double>& plain_factors() {
  static const std::vector<double> factors = {1, 0.5, 2, 1 / std::log(2.), 1 / std::log(10.)};
  return factors;
}

std::optional<FoundForm> find_factor(const States& states) {
  for (const double factor : plain_factors()) {
    for (const bool scales_penalty : {true, false}) {
      Form form;
      form.factor = factor;
      form.scales_penalty = scales_penalty;
      if (factor != 1 && explains_all(form, states)) return FoundForm{form, {}};
    }
  }
  return find_fixed_examples(states);
}

// ---- Other layers ----

std::vector<Form> all_layers() {
  std::vector<Form> all;
  for (const Activation hidden : {Activation::sigmoid, Activation::tanh, Activation::relu, Activation::leaky_relu}) {
    for (const Output output : {Output::cross_entropy, Output::softmax, Output::squared_error,
                                Output::linear_squared_error}) {
      Form form;
      form.hidden = hidden;
      form.output = output;
      if (!form.has_source_layers()) all.push_back(form);
    }
  }
  return all;
}

// The means that people take: over examples, over examples and outputs, or a sum.
std::vector<Form> with_factors(const Form& layers) {
  std::vector<Form> all;
  for (const auto& [power_of_m, power_of_K] : {std::pair(0, 0), std::pair(0, -1), std::pair(1, 0)}) {
    for (const double factor : plain_factors()) {
      Form form = layers;
      form.factor = factor;
      form.power_of_m = power_of_m;
      form.power_of_K = power_of_K;
      all.push_back(form);
    }
  }
  return all;
}

// Another mean or penalty than the source's, in cost and gradient alike.
std::optional<FoundForm> find_own_rules(const States& states) {
  for (Form form : with_factors({})) {
    for (const bool penalizes_biases : {false, true}) {
      for (const PenaltyFactor penalty : all_penalties) {
        form.penalty = penalty;
        form.penalizes_biases = penalizes_biases;
        if (!form.is_source() && explains_all(form, states)) return FoundForm{form, {}};
      }
    }
  }
  return std::nullopt;
}

// The penalty that the code has; the source's where it has none of these.
FoundForm with_penalty(Form form, const States& states) {
  const Form plain = form;
  for (const bool penalizes_biases : {false, true}) {
    form.penalizes_biases = penalizes_biases;
    for (const PenaltyFactor penalty : all_penalties) {
      form.penalty = penalty;
      if (holds(states, [&](const State& state) { return gives_cost(form, state); })) return {form, {}};
    }
  }
  return {plain, {}};
}

std::optional<FoundForm> find_layers_with_fixed_lambda(Form form, const States& states) {
  for (const PenaltyFactor penalty : {PenaltyFactor::lambda_over_2m, PenaltyFactor::lambda_over_2}) {
    form.penalty = penalty;
    if (const auto lambda = solve_lambda(form, states, &State::squares)) return FoundForm{form, lambda};
  }
  return std::nullopt;
}

// The squared error of sigmoids is a mistake in the source's network unless the gradient is that of the squared error.
bool is_meant(const Form& form, const States& plain) {
  if (form.hidden != Activation::sigmoid || form.output != Output::squared_error) return true;
  return holds(plain, [&](const State& state) { return gives_gradient(form, state); });
}

std::optional<FoundForm> find_layers(const States& all) {
  for (const Form& layers : all_layers()) {
    const States states = look_at(layers, all), plain = without_penalty(states);
    for (const Form& form : with_factors(layers)) {
      const bool same = holds(plain, [&](const State& state) { return gives_cost(form, state); });
      if (same && is_meant(form, plain)) return with_penalty(form, states);
      if (const auto fixed = find_layers_with_fixed_lambda(form, states)) return fixed;
    }
    const bool has_logarithm = layers.output == Output::cross_entropy || layers.output == Output::softmax;
    if (!has_logarithm) continue;
    if (const auto guarded = find_guard(layers, plain)) return with_penalty(guarded->form, states);
  }
  return std::nullopt;
}

// Another sign or mean leaves the gradient of Theta2 a multiple of the source's.
bool is_multiple_for_Theta2(const State& state) {
  if (!state.gradient) return false;
  const arma::vec ours = nn::unroll(gradients_of({}, state).grad2_reg, nn::Order::by_rows);
  const arma::vec theirs = state.gradient->tail(ours.n_elem);
  return are_same_gradients(theirs, arma::dot(ours, theirs) / arma::dot(ours, ours) * ours);
}

}  // namespace

std::optional<FoundForm> find_form(const States& all, bool is_classic) {
  if (all.size() < 3) return std::nullopt;
  const States states = look_at({}, all);
  if (holds(states, [](const State& state) { return gives_cost({}, state); })) return std::nullopt;
  if (const auto fixed = find_fixed_lambda(states)) return fixed;
  if (const auto guarded = find_guard({}, without_penalty(states))) return guarded;
  if (const auto both = find_guard_and_fixed_lambda(states)) return both;
  if (const auto factor = find_factor(states)) return factor;
  if (!is_classic) {
    if (const auto own = find_own_rules(states)) return own;
    if (const auto fixed = find_layers_with_fixed_lambda({}, states)) return fixed;
  }
  return find_layers(states);
}

std::optional<FoundForm> find_squared_error(const States& all) {
  Form squares;
  squares.output = Output::squared_error;
  const States states = look_at(squares, all), plain = without_penalty(states);
  for (const Form& form : with_factors(squares)) {
    if (holds(plain, [&](const State& state) { return gives_cost(form, state); })) return with_penalty(form, states);
  }
  return std::nullopt;
}

bool begins_as_source(const States& states) {
  return holds(without_penalty(states), is_multiple_for_Theta2);
}

}  // namespace gradlab::languages
