#include "gradlab/languages/guard_search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using nn::Form, nn::Guard;

// By Newton's method from 0. NaN: no guard of a size that people take.
double solve_epsilon(const std::function<double(double epsilon)>& rest) {
  double epsilon = 0;
  for (int round = 0; round < 30; ++round) {
    const double step = std::max(1e-7, 1e-3 * epsilon);
    const double slope = (rest(epsilon + step) - rest(epsilon - step)) / (2 * step);
    epsilon -= rest(epsilon) / slope;
    if (!(std::abs(epsilon) < 0.1)) return arma::datum::nan;
  }
  return epsilon;
}

double rest_of(const Form& form, double lambda, const State& state) {
  return state.cost - cost_with(form, lambda, state, state.squares);
}

// What is left beside the guard is far smaller than what the guard does.
bool explains_rest(const Form& form, double lambda, const State& state) {
  constexpr double share = 1e-3;
  Form plain = form;
  plain.guard = Guard::none;
  return std::abs(rest_of(form, lambda, state)) <= share * std::abs(rest_of(plain, lambda, state));
}

constexpr Guard all_guards[] = {Guard::added, Guard::added_to_output, Guard::added_to_complement, Guard::shifted};

// The guard with this epsilon, or a round number near it, where it explains all the states.
std::optional<Form> prove_guard(Form form, double epsilon, const std::function<double(const Form&)>& lambda_of,
                                const States& states) {
  const auto serves = [&](double value) {
    form.epsilon = value;
    return value > 0 &&
           holds(states, [&](const State& state) { return explains_rest(form, lambda_of(form), state); });
  };
  if (!serves(epsilon)) return std::nullopt;
  form.epsilon = round_off(epsilon, serves);
  return form;
}

}  // namespace

std::optional<FoundForm> find_guard(const nn::Form& layers, const States& plain) {
  if (plain.empty()) return std::nullopt;
  for (const Guard guard : all_guards) {
    Form form = layers;
    form.guard = guard;
    const double epsilon = solve_epsilon([&](double value) {
      form.epsilon = value;
      return rest_of(form, 0, plain.front());
    });
    if (const auto proved = prove_guard(form, epsilon, [](const Form&) { return 0.0; }, plain)) {
      return FoundForm{*proved, {}};
    }
  }
  return std::nullopt;
}

// Two unknowns from two states: lambda follows from the first for any guard.
std::optional<FoundForm> find_guard_and_fixed_lambda(const States& states) {
  for (const Guard guard : all_guards) {
    Form form;
    form.guard = guard;
    const auto lambda_of = [&](const Form& with) {
      const State& first = states.front();
      return (first.cost - data_cost(with, first)) / (nn::penalty_factor_of(with, 1, first.problem) * first.squares);
    };
    const double epsilon = solve_epsilon([&](double value) {
      form.epsilon = value;
      return rest_of(form, lambda_of(form), states[1]);
    });
    const auto proved = prove_guard(form, epsilon, lambda_of, states);
    if (proved && lambda_of(*proved) > 0) {
      const auto is_as_good = [&](double lambda) {
        return holds(states, [&](const State& state) { return explains_rest(*proved, lambda, state); });
      };
      return FoundForm{*proved, round_off(lambda_of(*proved), is_as_good)};
    }
  }
  return std::nullopt;
}

}  // namespace gradlab::languages
