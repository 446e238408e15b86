#include "teach/exercises/gradients.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/diagnosis/block_part.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"

#include <fmt/format.h>

#include <cmath>

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

// With an a1 that begins with 1, the hidden error a1*(1 - a1)*... begins with 0. Where its last entry is dropped, each
// row of grad1 is the right one's row before.
bool has_dropped_the_last(const Problem& p, const Evaluation& claimed) {
  if (p.lambda != 0 || p.sizes.hidden_layer_size < 2) return false;
  const arma::mat got = nn::reshape(claimed.gradient, p.sizes).Theta1, right = nn::implement({})(p).grad1;
  const arma::uword last = right.n_rows - 1;
  const double allowed = 1e-9 * arma::abs(right).max();
  return arma::abs(got.row(0)).max() <= allowed &&
         arma::abs(got.tail_rows(last) - right.head_rows(last)).max() <= allowed;
}

Reason dropped_the_last() {
  const nn::Mistake& mistake = nn::find_mistake("wrong-bias-dropped");
  return {std::string(mistake.name), std::string(mistake.explanation), "Theta1",
          "each row of grad1 is the row before of the right one, and its first row is 0", std::string(mistake.statement),
          std::string(mistake.remedy)};
}

Assessment explain(const NamedNetwork& network, const Evaluation& claimed, const std::string& worst) {
  if (has_dropped_the_last(network.second, claimed)) return {Ending::wrong, {dropped_the_last()}, "", ""};
  std::vector<Reason> reasons = to_reasons(diagnosis::diagnose(nn::make_known_mistakes(network.second), claimed),
                                           nn::name_blocks(network.second.sizes));
  if (reasons.empty()) reasons.push_back({"", "The gradient is not that of the cost.", "", "", "", ""});
  reasons.front().where += (reasons.front().where.empty() ? "" : " of ") + network.first;
  if (!worst.empty()) reasons.front().where += "; " + worst;
  return {Ending::wrong, reasons, "", ""};
}

// A right cost differs from the library's by rounding alone; every known mistake moves it more.
constexpr double cost_tolerance = 1e-9;

bool is_right(double cost, double right) { return std::abs(cost - right) <= cost_tolerance * std::abs(right); }

std::string compare_costs(double cost, double right) {
  return is_right(cost, right) ? "" : fmt::format("J should be {:.8g}, but is {:.8g}", right, cost);
}

Assessment refuse_infinite(const std::string& what, const std::string& words) {
  return {Ending::wrong,
          {{"not-finite", what, words, "", "",
            "Look for a division by 0, and for memory that was never set: arma::zeros."}}, "", ""};
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

Assessment judge_costs(const std::vector<NamedNetwork>& networks, const LearnersCostAndGradient& evaluate,
                       const std::string& confirmed) {
  for (const NamedNetwork& network : networks) {
    const auto& [words, p] = network;
    const Evaluation found = evaluate(p);
    if (!found.gradient.is_finite()) {
      return refuse_infinite("The gradient has entries that are NaN or infinite.", words);
    }
    if (!std::isfinite(found.cost)) return refuse_infinite("The cost is NaN or infinite.", words);
    const Objective objective = nn::make_objective(p);
    const double right = objective.cost(p.theta);
    check::CheckOptions options;
    options.threads = 1;
    options.beside_blind = false;
    const check::CheckResult result = check::check_gradients(
        objective, {{"yours", [&, p = p](const arma::vec& theta) {
                       Problem moved = p;
                       moved.theta = theta;
                       return evaluate(moved);
                     }}},
        p.theta, options);
    if (result && is_right(found.cost, right)) continue;
    const std::string worst = compare_costs(found.cost, right);
    return explain(network, found, worst.empty() ? name_worst(result.implementations.front()) : worst);
  }
  return {Ending::passed, {}, confirmed, ""};
}

Assessment judge_gradients(const std::vector<NamedNetwork>& networks, const LearnersGradients& gradients,
                           const std::string& confirmed) {
  const auto evaluate = [&](const Problem& p) {
    return Evaluation{nn::make_objective(p).cost(p.theta), nn::unroll(gradients(p))};
  };
  return judge_costs(networks, evaluate, confirmed);
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
