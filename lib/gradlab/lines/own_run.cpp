#include "gradlab/lines/own_run.hpp"

#include "gradlab/languages/network.hpp"
#include "gradlab/lines/recorded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <set>
#include <stdexcept>
#include <utility>

namespace gradlab::lines {

using languages::Code, languages::FoundConvention, languages::Place, languages::PlaceKind, languages::Value;

namespace {

// Which of the 30 statements makes a quantity.
constexpr std::array<std::pair<const char*, int>, 24> statements = {{{"Theta1", 1},
                                                                     {"Theta2", 2},
                                                                     {"m", 3},
                                                                     {"X with its ones", 5},
                                                                     {"z2", 7},
                                                                     {"a2", 7},
                                                                     {"a2 with its ones", 8},
                                                                     {"z3", 9},
                                                                     {"a3", 9},
                                                                     {"Y", 11},
                                                                     {"m*J without penalty", 13},
                                                                     {"J without penalty", 14},
                                                                     {"J", 15},
                                                                     {"delta3", 22},
                                                                     {"delta2", 23},
                                                                     {"delta2*a1", 24},
                                                                     {"Delta1", 24},
                                                                     {"Delta1 so far", 24},
                                                                     {"delta3*a2", 25},
                                                                     {"Delta2", 25},
                                                                     {"Delta2 so far", 25},
                                                                     {"the gradient of Theta1 without penalty", 26},
                                                                     {"the gradient of Theta2 without penalty", 27},
                                                                     {"the gradient of Theta1", 28}}};

int statement_of(std::string quantity) {
  const std::string of_example = " of the example";
  if (quantity.ends_with(of_example)) quantity.resize(quantity.size() - of_example.size());
  if (quantity == "the gradient of Theta2") return 29;
  const auto found =
      std::find_if(statements.begin(), statements.end(), [&](const auto& one) { return one.first == quantity; });
  return found == statements.end() ? 0 : found->second;
}

arma::mat to_matrix(const Value& value) {
  const arma::uword rows = value.shape.size() < 2 ? 1 : value.shape.front();
  return arma::reshape(value.entries, value.entries.n_elem / rows, rows).t();
}

// What a statement leaves in a variable: the right side of an assignment, or a variable that it has changed.
bool ends_statement(const Place& place) { return !place.target.empty() || place.kind == PlaceKind::after; }

std::string text_of(const Place& place) {
  return place.kind == PlaceKind::after ? place.text : fmt::format("{} = {}", place.target, place.text);
}

std::string changed_variable(const Place& place) { return place.target.substr(0, place.target.find_first_of("[(")); }

// Names by which variables mean a quantity; sizes tell two of one name apart.
constexpr std::array<std::pair<const char*, const char*>, 9> usual_names = {{{"Theta1_grad", "the gradient of Theta1"},
                                                                             {"Theta2_grad", "the gradient of Theta2"},
                                                                             {"grad1", "the gradient of Theta1"},
                                                                             {"grad2", "the gradient of Theta2"},
                                                                             {"d3", "delta3"},
                                                                             {"d2", "delta3"},
                                                                             {"d2", "delta2"},
                                                                             {"d1", "delta2"},
                                                                             {"h", "a3"}}};

bool may_mean(const std::string& variable, const std::string& quantity) {
  return variable == quantity || std::any_of(usual_names.begin(), usual_names.end(), [&](const auto& one) {
           return one.first == variable && one.second == quantity;
         });
}

// Our quantity of that name and size, turned as the variable is. What a loop leaves for now is none.
void expect(const std::vector<Quantity>& quantities, OwnStep& step) {
  if (step.values.size() > 1) return;
  const arma::mat& value = step.values.back();
  for (const Quantity& quantity : quantities) {
    if (quantity.turns != Turns::none || !may_mean(step.variable, quantity.name)) continue;
    const bool is_turned = arma::size(quantity.value().t()) == arma::size(value);
    if (!is_turned && arma::size(quantity.value()) != arma::size(value)) continue;
    step.expected = arma::size(quantity.value()) == arma::size(value) ? quantity.value() : quantity.value().t();
    step.ours = quantity.name;
    step.statement = statement_of(quantity.name);
  }
}

// A number or a name alone: that it has the value of a size is chance.
bool says_no_size(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.'; });
}

OwnStep to_step(const Recorded& recorded, const std::vector<Quantity>& quantities, std::size_t trail) {
  const Place& place = recorded.place(trail);
  OwnStep step{place.where, place.function, text_of(place), changed_variable(place), {}, false, "", 0, {}};
  for (const Value& value : recorded.trail(trail).values) step.values.push_back(to_matrix(value));
  step.is_known = recorded.match(trail).is_known();
  const Quantity* quantity = recorded.quantity(trail);
  const bool is_turned_around = quantity && quantity->name.starts_with('-') &&
                                may_mean(step.variable, quantity->name.substr(1));
  if (is_turned_around) {
    expect(quantities, step);
  } else if (quantity && quantity->is_size && says_no_size(place.text)) {
    step.ours.clear();  // 0.1 is 1/(2*m) by chance
  } else if (quantity && !recorded.match(trail).is_part) {
    step.ours = quantity->name;
    step.statement = statement_of(quantity->name);
  } else if (!step.is_known) {
    expect(quantities, step);
  }
  return step;
}

// What a variable holds before its last assignment is on the way to our quantity: there is nothing to expect.
void forget_the_unfinished(std::vector<OwnStep>& steps) {
  for (auto step = steps.begin(); step != steps.end(); ++step) {
    const bool goes_on = std::any_of(step + 1, steps.end(), [&](const OwnStep& later) {
      return later.variable == step->variable && later.function == step->function;
    });
    if (step->expected.is_empty() || !goes_on) continue;
    step->expected.reset();
    step->ours.clear();
    step->statement = 0;
  }
}

// The code on the network, unrolled in this order.
struct OwnScene {
  Scene scene;
  Recorded recorded;

  OwnScene(const Code& code, const FoundConvention& found, const neural_network::Problem& problem, std::size_t number)
      : scene(code.conversation, found, problem, number, Use::recorded), recorded(scene, scene.record({})) {}
};

std::unique_ptr<OwnScene> set_scene(const Code& code, FoundConvention found, const neural_network::Problem& problem) {
  auto scene = std::make_unique<OwnScene>(code, found, problem, 0);
  if (found.cost_matches) return scene;
  found.convention.order = neural_network::other_order(found.convention.order);
  auto other = std::make_unique<OwnScene>(code, found, problem, 1);
  return other->recorded.count_quantities() > scene->recorded.count_quantities() ? std::move(other) : std::move(scene);
}

}  // namespace

OwnRun run_own(const Code& code, const neural_network::Problem& problem, neural_network::Order usual,
               const std::function<void(double fraction)>& progress) {
  if (!code.takes_network() || !code.description.tells_places) {
    throw std::invalid_argument(fmt::format(
        "{} should be the classic network's cost function in Python or Octave; other code has no steps", code.name()));
  }
  try {
    const FoundConvention found = languages::find_convention(*code.conversation, code.description, {problem}, usual,
                                                              progress);
    const std::unique_ptr<OwnScene> scene = set_scene(code, found, problem);
    OwnRun run{code.name(), code.description.choice_of(found.convention).signature, {}, {}, {}};
    for (std::size_t i = 0; i < scene->recorded.size(); ++i) {
      if (!ends_statement(scene->recorded.place(i))) continue;
      run.steps.push_back(to_step(scene->recorded, scene->scene.quantities(), i));
    }
    forget_the_unfinished(run.steps);
    if (run.steps.empty()) throw std::invalid_argument(code.name() + " gives no variable a number; it has no steps");
    return run;
  } catch (const languages::CodeError& error) {
    languages::refuse(code, error);
  }
}

}  // namespace gradlab::lines
