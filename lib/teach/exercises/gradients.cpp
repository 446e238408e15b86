#include "teach/exercises/gradients.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/diagnosis/block_part.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/objective.hpp"

#include <fmt/format.h>

namespace gradlab::teach {

namespace {

namespace nn = neural_network;
using nn::Problem, nn::Weights;

std::string name_worst(const check::ImplementationResult& implementation) {
  const check::BlockResult* worst = nullptr;
  for (const check::BlockResult& block : implementation.blocks) {
    if (block.counts.disagreeing > 0 && !worst) worst = &block;
  }
  if (!worst) return "";
  return fmt::format("dJ/d{} is {:.8g} by differences, but yours is {:.8g}",
                     name_entry(worst->block, worst->worst.place), worst->worst.numeric.value, worst->worst.analytic);
}

// The findings of one mistake, told together.
std::vector<Reason> to_reasons(const std::vector<diagnosis::Finding>& findings, const std::vector<Block>& blocks) {
  std::vector<Reason> reasons;
  for (const std::vector<diagnosis::Finding>& group : diagnosis::group_by_mistake(findings)) {
    const diagnosis::Finding& first = group.front();
    Reason reason = {first.mistake, first.advice.explanation, "", first.match.empty() ? first.evidence : first.match,
                     "", first.advice.remedy};
    const auto add_once = [](std::string& list, const std::string& text) {
      if (list.find(text) == std::string::npos) list += (list.empty() ? "" : ", ") + text;
    };
    for (const diagnosis::Finding& finding : group) {
      add_once(reason.where, diagnosis::name_place(finding.where, blocks));
      add_once(reason.statement, finding.advice.statement);
    }
    reasons.push_back(reason);
  }
  return reasons;
}

Assessment explain(const NamedNetwork& network, const check::ImplementationResult& implementation, double cost) {
  std::vector<Reason> reasons = to_reasons(
      diagnosis::diagnose(nn::make_known_mistakes(network.second), {cost, implementation.gradient}),
      nn::name_blocks(network.second.sizes));
  if (reasons.empty()) reasons.push_back({"", "The gradient is not that of the cost.", "", "", "", ""});
  const std::string worst = name_worst(implementation);
  reasons.front().where += (reasons.front().where.empty() ? "" : " of ") + network.first;
  if (!worst.empty()) reasons.front().where += "; " + worst;
  return {Ending::wrong, reasons, "", ""};
}

}  // namespace

std::vector<NamedNetwork> test_networks(double Lambda) {
  const nn::LayerSizes sizes{4, 6, 2};
  const arma::uvec labels = {1, 2, 2, 1, 2, 1, 2};
  return {{"the debug network", nn::debug_network(Lambda)},
          {"a network of 4-6-2 units", {sizes, nn::unroll(nn::random_weights(sizes, 5)), 8 * nn::debug_weights(7, 3),
                                        labels, Lambda}}};
}

Weights call_for_gradients(Attempt& attempt, const std::string& function, const Json& arguments, const Weights& like) {
  const Matrices results = attempt.call(function, arguments);
  require_shapes(results, {like.Theta1, like.Theta2}, {"grad1", "grad2"});
  return {results[0], results[1]};
}

Assessment judge_gradients(const std::vector<NamedNetwork>& networks, const LearnersGradients& gradients,
                           const std::string& confirmed) {
  for (const NamedNetwork& network : networks) {
    const auto& [words, p] = network;
    const Weights found = gradients(p);
    if (!found.Theta1.is_finite() || !found.Theta2.is_finite()) {
      const Reason reason = {"not-finite", "The gradient has entries that are NaN or infinite.", words, "", "",
                             "Look for a division by 0, and for memory that was never set: arma::zeros."};
      return {Ending::wrong, {reason}, "", ""};
    }
    const Objective objective = nn::make_objective(p);
    const double cost = objective.cost(p.theta);
    const arma::vec gradient = nn::unroll(found);
    check::CheckOptions options;
    options.threads = 1;
    options.beside_blind = false;
    const check::CheckResult result = check::check_gradients(
        objective, {{"yours", [&, p = p](const arma::vec& theta) {
                       Problem moved = p;
                       moved.theta = theta;
                       return Evaluation{objective.cost(theta), nn::unroll(gradients(moved))};
                     }}},
        p.theta, options);
    if (!result) return explain(network, result.implementations.front(), cost);
  }
  return {Ending::passed, {}, confirmed, ""};
}

Assessment judge_backpropagation(Attempt& attempt, const Exercise& exercise) {
  return judge_gradients(
      test_networks(0),
      [&](const Problem& p) {
        const Weights weights = weights_of(p);
        return call_for_gradients(attempt, exercise.function,
                                  list_of(to_argument(weights.Theta1), to_argument(weights.Theta2), to_argument(p.X),
                                   to_argument(nn::one_hot(p.y, p.sizes.num_labels))),
                                  weights);
      },
      "All 38 entries of the debug network's gradient agree with numerical derivatives; it begins -.00927825.");
}

}  // namespace gradlab::teach
