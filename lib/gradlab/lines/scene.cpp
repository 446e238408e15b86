#include "gradlab/lines/scene.hpp"

#include "gradlab/languages/network_parts.hpp"
#include "gradlab/languages/objective.hpp"
#include "gradlab/models/network/form.hpp"
#include "gradlab/models/network/loop.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::lines {

namespace nn = neural_network;

using languages::GradientAnswer, languages::Repairs;

namespace {

constexpr double same = 1e-9;  // as a share of the cost, or of the largest entry of a gradient

bool is_same(const arma::mat& one, const arma::mat& other) {
  return arma::size(one) == arma::size(other) &&
         arma::all(arma::vectorise(arma::abs(one - other) <= same * arma::abs(other).max()));
}

}  // namespace

Scene::Scene(std::shared_ptr<languages::Conversation> conversation, const languages::FoundConvention& found,
             const nn::Problem& problem, std::size_t number, Use use)
    : conversation_(std::move(conversation)),
      problem_(problem),
      order_(found.convention.order),
      quantities_(quantities_of(problem)),
      matcher_(quantities_),
      wanted_(nn::loop::nn_cost_function(problem)),
      number_(number) {
  costs_ = {wanted_.reg_J, nn::run_form(found.form, problem).reg_J};  // with the guard of the code, if it has one
  conversation_->use(found.convention);
  conversation_->set_network(problem, found.convention);
  conversation_->set_base(languages::arrange(problem.theta, languages::places(problem.sizes, order_)));
  std::vector<std::vector<arma::mat>> table;
  for (const Quantity& quantity : quantities_) {
    if (use == Use::repaired) table.push_back(quantity.values);
  }
  conversation_->remember(number, table);
}

languages::Recording Scene::record(const Repairs& with) { return conversation_->record(number_, with); }

std::vector<std::optional<Outputs>> Scene::attempt(const Repairs& with, const std::vector<Repairs>& tries) {
  std::vector<std::optional<Outputs>> all;
  for (const std::optional<GradientAnswer>& answer : conversation_->attempt(number_, with, tries)) {
    all.push_back(answer ? std::optional(outputs_of(*answer)) : std::nullopt);
  }
  return all;
}

Outputs Scene::outputs_of(const GradientAnswer& answer) const {
  Outputs outputs;
  outputs.values[0] = arma::mat(1, 1).fill(answer.cost);
  outputs.right[0] = std::any_of(costs_.begin(), costs_.end(), [&](double cost) {
    return std::abs(answer.cost - cost) <= same * std::abs(cost);
  });
  if (!answer.has_gradient) return outputs;
  try {
    const nn::Weights gradient = languages::read_gradient(answer, problem_.sizes, order_);
    outputs.values[1] = gradient.Theta1;
    outputs.values[2] = gradient.Theta2;
    outputs.right[1] = is_same(gradient.Theta1, wanted_.grad1_reg);
    outputs.right[2] = is_same(gradient.Theta2, wanted_.grad2_reg);
  } catch (const languages::CodeError&) {  // of another size: no gradient
  }
  return outputs;
}

}  // namespace gradlab::lines
