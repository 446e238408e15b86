#include "gradlab/languages/network.hpp"

#include "gradlab/languages/objective.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using nn::LayerSizes, nn::Order, nn::Weights;

// Relative. Code in single precision is off by 1e-6 or so; another way of calling changes the figures by percents.
constexpr double same_way_of_calling = 1e-5;

arma::uvec places(const LayerSizes& sizes, Order order) {
  const arma::uword size = nn::count_parameters(sizes);
  if (order == Order::by_rows) return same_places(size);
  const arma::vec ours = arma::regspace(0, static_cast<double>(size) - 1);
  const arma::uvec ours_in_code = arma::conv_to<arma::uvec>::from(nn::unroll(nn::reshape(ours, sizes), order));
  arma::uvec place(size);
  for (arma::uword i = 0; i < size; ++i) place(ours_in_code(i)) = i;
  return place;
}

void require_part(const std::string& name, const arma::mat& part, arma::uword rows, arma::uword columns) {
  if (part.n_rows == rows && part.n_cols == columns) return;
  throw CodeError(fmt::format("the gradient of {} should be {} x {} as {} itself, but is {} x {}", name, rows, columns,
                              name, part.n_rows, part.n_cols));
}

Weights read_parts(const std::vector<arma::mat>& parts, const LayerSizes& sizes) {
  if (parts.size() != 2) {
    throw CodeError(
        fmt::format("the gradient should have two matrices, for Theta1 and Theta2, but has {}", parts.size()));
  }
  require_part("Theta1", parts[0], sizes.hidden_layer_size, sizes.input_layer_size + 1);
  require_part("Theta2", parts[1], sizes.num_labels, sizes.hidden_layer_size + 1);
  return {parts[0], parts[1]};
}

Weights read_gradient(const GradientAnswer& answer, const LayerSizes& sizes, Order order) {
  if (!answer.gradients.empty()) return read_parts(answer.gradients, sizes);
  const auto [n, h, K] = sizes;
  const arma::uword expected = nn::count_parameters(sizes);
  if (answer.gradient.n_elem != expected) {
    throw CodeError(fmt::format("the gradient for a {}-{}-{} network should have {} entries as theta has (Theta1 {} x "
                                "{}, then Theta2 {} x {}), but has {}; are both parts in it, with their bias columns?",
                                n, h, K, expected, h, n + 1, K, h + 1, answer.gradient.n_elem));
  }
  return nn::reshape(answer.gradient, sizes, order);
}

bool matches(double one, double other) { return std::abs(one - other) <= same_way_of_calling * std::abs(other); }

bool matches(const arma::mat& one, const arma::mat& other) {
  const double allowed = same_way_of_calling * arma::abs(other).max();
  return arma::all(arma::vectorise(arma::abs(one - other)) <= allowed);  // false where one is NaN
}

// ---- Every way of calling, in the order in which they are tried ----

std::vector<CallingConvention> ways_to_call(const Description& description, std::size_t choice, Order usual) {
  std::vector<CallingConvention> ways;
  const Order other = usual == Order::by_rows ? Order::by_columns : Order::by_rows;
  for (const LabelStyle labels : {LabelStyle::from_one, LabelStyle::from_zero, LabelStyle::one_hot}) {
    for (const std::string& label_shape : description.label_shapes) {
      if (labels == LabelStyle::one_hot && &label_shape != &description.label_shapes.front()) continue;
      for (const std::string& container : description.containers) {
        for (const std::string& theta_shape : description.theta_shapes) {
          for (const Order order : {usual, other}) {
            ways.push_back({choice, labels, label_shape, theta_shape, container, order});
          }
        }
      }
    }
  }
  return ways;
}

// ---- Labels: code for 0..K-1, or a mistake in code for 1..K? ----

// The labels turned round: code that reads 1 as 2, or K as 0, sees these.
arma::uvec turn(const arma::uvec& y, arma::uword num_labels, arma::uword by) {
  arma::uvec turned = y;
  turned.transform([=](arma::uword label) { return (label - 1 + by) % num_labels + 1; });
  return turned;
}

// Given labels 1..K, the code handles each as if the labels were turned round by one. Code for 0..K-1 could not handle
// the label K.
bool turns_labels(const GradientAnswer& answer, const nn::Problem& probe) {
  for (const arma::uword by : {arma::uword(1), probe.sizes.num_labels - 1}) {
    nn::Problem turned = probe;
    turned.y = turn(probe.y, probe.sizes.num_labels, by);
    if (matches(answer.cost, nn::vectorized::nn_cost_function(turned).reg_J)) return true;
  }
  return false;
}

FoundConvention try_call(Conversation& conversation, const nn::Problem& probe, const CallingConvention& convention,
                         const nn::CostAndGradients& ours) {
  conversation.use(convention);
  conversation.set_network(probe, convention);
  conversation.set_base(arrange(probe.theta, places(probe.sizes, convention.order)));
  const GradientAnswer answer = conversation.evaluate();
  FoundConvention found;
  found.convention = convention;
  found.returns = answer.returns;
  found.changed = answer.changed;
  found.cost = answer.cost;
  found.cost_matches = matches(answer.cost, ours.reg_J);
  found.turns_labels =
      convention.labels == LabelStyle::from_one && !found.cost_matches && turns_labels(answer, probe);
  if (!answer.has_gradient) return found;
  try {
    const Weights gradient = read_gradient(answer, probe.sizes, convention.order);
    found.has_gradient = true;
    found.gradient = nn::unroll(gradient);
    found.gradient_matches = matches(gradient.Theta1, ours.grad1_reg) && matches(gradient.Theta2, ours.grad2_reg);
  } catch (const CodeError& error) {
    found.complaint = error.what();
  }
  return found;
}

int rank(const FoundConvention& found) {
  return (found.cost_matches ? 2 : 0) + (found.gradient_matches ? 2 : 0) + (found.has_gradient ? 1 : 0);
}

constexpr int best_rank = 5;

// Code for labels 0..K-1 may also run with 1..K, and then computes another cost: users who have 1..K should know.
FoundConvention with_remarks(FoundConvention found, std::optional<double> cost_from_one, double right_cost) {
  if (found.convention.labels == LabelStyle::from_zero && cost_from_one) {
    found.remarks.push_back(fmt::format("it is right only for labels 0..K-1: with labels 1..K, as the exercise has "
                                        "them, its cost is {:.6g} where {:.6g} is right",
                                        *cost_from_one, right_cost));
  }
  if (!found.cost_matches && !found.gradient_matches) {
    found.remarks.push_back("with no labels and no order of theta does it give the right cost: what stands above is "
                            "the first that it took");
  }
  return found;
}

}  // namespace

FoundConvention find_convention(Conversation& conversation, const Description& description, const nn::Problem& probe,
                                Order usual) {
  const nn::CostAndGradients ours = nn::vectorized::nn_cost_function(probe);
  std::optional<FoundConvention> best;
  std::vector<FoundConvention> ran;
  std::optional<CodeError> first_error;
  std::optional<double> first_cost;
  for (std::size_t choice = 0; choice < description.choices.size(); ++choice) {
    if (!description.choices[choice].takes_network) continue;
    for (const CallingConvention& way : ways_to_call(description, choice, usual)) {
      try {
        const FoundConvention found = try_call(conversation, probe, way, ours);
        if (!best || rank(found) > rank(*best)) best = found;
        ran.push_back(found);
        if (found.turns_labels) return found;
        if (rank(found) == best_rank) return with_remarks(found, first_cost, ours.reg_J);
        if (way.labels == LabelStyle::from_one && !first_cost) first_cost = found.cost;
      } catch (const CodeError& error) {
        if (!first_error) first_error = error;
      }
    }
  }
  if (best) {
    best->others = ran;
    return with_remarks(*best, first_cost, ours.reg_J);
  }
  throw first_error.value_or(CodeError("no function takes the classic 7 arguments"));
}

ForeignNetwork::ForeignNetwork(std::shared_ptr<Conversation> conversation, const CallingConvention& convention,
                               const nn::Problem& network)
    : conversation_(std::move(conversation)),
      convention_(convention),
      sizes_(network.sizes),
      has_penalty_(network.lambda != 0) {
  conversation_->use(convention_);
  conversation_->set_network(network, convention_);
}

Objective ForeignNetwork::objective() const {
  Objective objective = make_objective(conversation_, places(sizes_, convention_.order));
  objective.blocks = nn::name_blocks(sizes_);
  return objective;
}

ForeignNetwork::Result ForeignNetwork::evaluate(const arma::vec& theta) const {
  conversation_->set_base(arrange(theta, places(sizes_, convention_.order)));
  const GradientAnswer answer = conversation_->evaluate();
  Result result{answer.cost, has_penalty_ ? answer.plain_cost : answer.cost, {}};
  if (answer.has_gradient) result.gradient = read_gradient(answer, sizes_, convention_.order);
  return result;
}

}  // namespace gradlab::languages
