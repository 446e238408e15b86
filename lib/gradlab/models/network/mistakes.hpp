// Mistakes that people make in this network's cost and gradients, each as code that really makes it. Running
// one shows its gradient, and identifies the mistake behind a wrong gradient. See ../ADDING_A_MISTAKE.md to add one.
#pragma once

#include "gradlab/models/network/steps.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::neural_network {

struct Mistake {
  std::string_view name;         ///< "flipped-sign"
  std::string_view variant;      ///< which of several mistakes of one name; empty where there is one
  std::string_view kind;         ///< what is wrong: "gradient", "regularization" or "cost"
  std::string_view explanation;  ///< one sentence: what is wrong
  std::string_view statement;    ///< the statements of the source to look at: "S22"
  std::string_view remedy;       ///< one sentence: what to write instead
  std::string_view right;        ///< the statement as it should be, in the source's words
  std::string_view wrong;        ///< the statement as people write it
  void (*make)(Steps& steps);    ///< replaces steps, or wraps the ones already there, so that mistakes combine
};

/// All of them, by kind; variants of one name stand together.
const std::vector<Mistake>& mistakes();

/// "regularised-bias" as "regularized-bias": either spelling of a mistake's name may be typed.
std::string in_american_spelling(std::string name);

/// The first of that name, in either spelling. throws std::invalid_argument, with the nearest name, if there is none.
const Mistake& find_mistake(std::string_view name);

/// "flipped-sign", or several at once: "flipped-sign+regularized-bias".
/// throws std::invalid_argument as find_mistake() does, and where one of several is a twin.
std::vector<const Mistake*> find_mistakes(const std::string& names);

/// The name that takes the fewest letters to get to from `name`.
std::string_view nearest_mistake(std::string_view name);

/// nn_cost_function with the mistakes in it; with none it is right.
using NetworkFunction = std::function<CostAndGradients(const Problem& problem)>;
NetworkFunction implement(const std::vector<const Mistake*>& made);

}  // namespace gradlab::neural_network
