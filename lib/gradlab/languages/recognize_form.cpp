#include "gradlab/languages/recognize_form.hpp"

#include "gradlab/languages/best_explained.hpp"
#include "gradlab/languages/distinct_ways.hpp"
#include "gradlab/languages/form_search.hpp"
#include "gradlab/languages/one_try.hpp"
#include "gradlab/languages/ways_to_call.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using nn::Form, nn::Guard;

// ---- In words ----

std::string name_factor(const Form& form) {
  if (form.power_of_m == 1 && 1 / form.factor >= fewest_fixed_examples) {
    return fmt::format("m is fixed at {:.0f} in the code", 1 / form.factor);
  }
  const std::string value = form.factor == 1                   ? ""
                            : form.factor == 0.5               ? "1/2 times "
                            : form.factor == 1 / std::log(2.)  ? "1/ln(2) times "
                            : form.factor == 1 / std::log(10.) ? "1/ln(10) times "
                                                               : fmt::format("{:g} times ", form.factor);
  const char* what = form.power_of_m == 1    ? "the sums over the examples, not their means"
                     : form.power_of_K == -1 ? "those of the exercise, divided by the number of labels"
                                             : "those of the exercise";
  return fmt::format("cost and gradient are both {}{}: right by its own cost", value, what);
}

std::string name_guard(const Form& form, const State& state) {
  Form plain = form;
  plain.guard = Guard::none;
  const State here = look_at(plain, {state}).front();
  const double off = std::abs(data_cost(form, here) - data_cost(plain, here));
  const char* where = form.guard == Guard::added_to_output       ? "the logarithm of the output holds"
                      : form.guard == Guard::added_to_complement ? "the logarithm of 1 - output holds"
                                                                 : "the logarithms hold";
  return fmt::format("{} a guard of {:g} (J is off by {:.0e}){}", where, form.epsilon, off,
                     form.epsilon <= harmless_guard ? ": harmless" : "");
}

std::string name_penalty(const Form& form) {
  switch (form.penalty) {
    case nn::PenaltyFactor::lambda_over_2m: return "";
    case nn::PenaltyFactor::lambda_over_2: return "its penalty is lambda/2 times the sum of squares, not divided by m";
    case nn::PenaltyFactor::lambda: return "its penalty is lambda times the sum of squares, not divided by 2m";
    case nn::PenaltyFactor::lambda_over_m: return "its penalty is lambda/m times the sum of squares, not divided by 2";
  }
  return "";
}

std::vector<std::string> remarks_of(const FoundForm& answer, const State& state) {
  const Form& form = answer.form;
  std::vector<std::string> remarks;
  if (!form.has_source_layers()) {
    remarks.push_back("it is another network than the exercise's, and is judged by its own cost: " +
                      nn::name_layers(form));
  } else if (form.factor != 1 || form.power_of_m != 0 || form.power_of_K != 0) {
    remarks.push_back(name_factor(form));
  }
  if (form.guard != Guard::none) remarks.push_back(name_guard(form, state));
  if (const std::string penalty = name_penalty(form); form.has_source_layers() && !penalty.empty()) {
    remarks.push_back(penalty);
  }
  if (form.penalizes_biases) remarks.push_back("its penalty holds the biases too");
  if (answer.lambda) remarks.push_back(fmt::format("lambda is fixed at {:g} in the code", *answer.lambda));
  return remarks;
}

FoundConvention take(FoundConvention chosen, const FoundForm& answer, const State& state) {
  chosen.form = answer.form;
  chosen.fixed_lambda = answer.lambda;
  chosen.remarks = remarks_of(answer, state);
  chosen.others.clear();
  return chosen;
}

// Several ways of calling may give this cost, and other gradients.
FoundConvention choose_way(FoundConvention way, const std::vector<FoundConvention>& others, const Form& form,
                             const TestPoint& probe) {
  way.others = others;
  return best_explained(way, probe, form);
}

// Where labels as they are were taken in silence, X and y with an example a column were not tried yet.
std::vector<FoundConvention> answer_odd_ways(const Code& code, const FoundConvention& found, const TestPoint& probe) {
  const nn::CostAndGradients ours = nn::vectorized::nn_cost_function(probe.problem);
  std::vector<FoundConvention> answered;
  for (const CallingConvention& way :
       odd_ways_to_call(code.description, found.convention.choice, found.convention.order)) {
    if (way.theta_shape != found.convention.theta_shape || way.container != found.convention.container) continue;
    try {
      FoundConvention one = try_call(*code.conversation, probe.problem, way, ours);
      if (one.complaint.empty() && one.fits_own_cost) answered.push_back(std::move(one));
    } catch (const CodeError&) {  // it does not take this form
    }
  }
  return answered;
}

// The gradient fits neither cost. Code that does not promise the source's cost means its own squared error, unless its
// gradient begins as the source's does in one of the ways.
FoundConvention recognize_squared_error(const FoundConvention& found, const std::vector<FoundConvention>& ways,
                                        const std::function<States(const FoundConvention&)>& states_of,
                                        const TestPoint& probe) {
  std::optional<FoundConvention> recognized;
  for (const FoundConvention& way : ways) {
    const States states = states_of(way);
    const auto answer = find_squared_error(states);
    if (!answer) continue;
    if (begins_as_source(states)) return found;
    if (!recognized) recognized = take(choose_way(way, found.others, answer->form, probe), *answer, states.front());
  }
  return recognized.value_or(found);
}

}  // namespace

FoundConvention recognize_form(const Code& code, const FoundConvention& found, const TestPoint& probe,
                               const std::vector<TestPoint>& points) {
  const double ours = nn::vectorized::nn_cost_function(probe.problem).reg_J;
  const bool is_classic = code.description.choice_of(found.convention).is_classic;
  if ((is_classic && are_same_costs(found.cost, ours)) || found.turns_labels) return found;
  const auto states_of = [&](const FoundConvention& way) {
    const bool is_other = !std::isfinite(way.cost) || (found.has_gradient && !way.has_gradient);
    return is_other ? States{} : evaluate_states(code, way, probe, points);
  };
  const auto recognize_among = [&](const std::vector<FoundConvention>& ways) -> std::optional<FoundConvention> {
    for (const FoundConvention& way : ways) {
      const States states = states_of(way);
      const auto answer = find_form(states, is_classic);
      if (!answer) continue;
      const bool is_right = answer->lambda || gives_gradient(answer->form, states.front());
      return take(is_right ? way : choose_way(way, found.others, answer->form, probe), *answer, states.front());
    }
    return std::nullopt;
  };
  const std::vector<FoundConvention> ways = distinct_ways(found);
  if (const auto recognized = recognize_among(ways)) return *recognized;
  if (is_classic) return found;
  if (const auto recognized = recognize_among(answer_odd_ways(code, found, probe))) return *recognized;
  return found.has_gradient ? recognize_squared_error(found, ways, states_of, probe) : found;
}

}  // namespace gradlab::languages
