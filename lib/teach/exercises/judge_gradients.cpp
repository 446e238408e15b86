// The judges of backpropagation and of its regularization: the checker itself decides whether the gradient is right,
// and the diagnosis says why it is not.
#include "gradlab/diagnosis/block_part.hpp"
#include "gradlab/check/checker.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "teach/exercises/judges.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace gradlab::program::exercise {

namespace {

namespace nn = neural_network;
using nn::Configuration, nn::Weights;

struct Network {
  std::string words;
  Configuration configuration;
};

// The one that learners know, and one in which no two sizes are the same, so that no wrong shape fits by chance.
std::vector<Network> networks(double Lambda) {
  const auto [weights, X, y] = nn::debug_network();
  const nn::LayerSizes sizes{4, 6, 2};
  const arma::uvec labels = {1, 2, 2, 1, 2, 1, 2};
  return {{"the debug network", {nn::sizes_of(weights), nn::unroll(weights), X, y, Lambda}},
          {"a network of 4-6-2 units", {sizes, nn::unroll(nn::random_weights(sizes, 5)), 8 * nn::debug_weights(7, 3),
                                        labels, Lambda}}};
}

// The learner's gradients of this network, checked for their shapes.
using Claim = std::function<Weights(const Configuration& configuration)>;

Weights call_for_gradients(Attempt& attempt, const std::string& function, const Json& arguments, const Weights& like) {
  const Results results = attempt.call(function, arguments);
  require_shapes(results, {like.Theta1, like.Theta2}, {"grad1", "grad2"});
  return {results[0].value, results[1].value};
}

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

Outcome explain(const Network& network, const check::ImplementationResult& implementation, double cost) {
  std::vector<Reason> reasons = to_reasons(
      diagnosis::diagnose(nn::make_known_mistakes(network.configuration), {cost, implementation.gradient}),
      nn::name_blocks(network.configuration.sizes));
  if (reasons.empty()) reasons.push_back({"", "The gradient is not that of the cost.", "", "", "", ""});
  const std::string worst = name_worst(implementation);
  reasons.front().where += (reasons.front().where.empty() ? "" : " of ") + network.words;
  if (!worst.empty()) reasons.front().where += "; " + worst;
  return {Ending::wrong, reasons, "", ""};
}

// Every entry of the gradient against numerical derivatives of our cost.
Outcome judge_claim(const std::vector<Network>& all, const Claim& claim, const std::string& confirmed) {
  for (const Network& network : all) {
    const Configuration& c = network.configuration;
    const Weights gradients = claim(c);
    if (!gradients.Theta1.is_finite() || !gradients.Theta2.is_finite()) {
      const Reason reason = {"not-finite", "The gradient has entries that are NaN or infinite.", network.words, "", "",
                             "Look for a division by 0, and for memory that was never set: arma::zeros."};
      return {Ending::wrong, {reason}, "", ""};
    }
    const Objective objective = nn::make_objective(c.sizes, c.X, c.y, c.Lambda);
    const double cost = objective.cost(c.nn_params);
    const arma::vec gradient = nn::unroll(gradients);
    check::CheckOptions options;
    options.threads = 1;
    const check::CheckResult result = check::check_gradients(
        objective, {{"yours", [&](const arma::vec& theta) {
                       Configuration moved = c;
                       moved.nn_params = theta;
                       return Evaluation{objective.cost(theta), nn::unroll(claim(moved))};
                     }}},
        c.nn_params, options);
    if (!result) return explain(network, result.implementations.front(), cost);
  }
  return {Ending::passed, {}, confirmed, ""};
}

Weights weights_of(const Configuration& c) { return nn::reshape(c.nn_params, c.sizes); }

nn::CostAndGradients run_right(const Configuration& c) {
  return nn::vectorized::nn_cost_function(c.nn_params, c.sizes.input_layer_size, c.sizes.hidden_layer_size,
                                          c.sizes.num_labels, c.X, c.y, c.Lambda);
}

}  // namespace

Outcome judge_backpropagation(Attempt& attempt, const Exercise& exercise) {
  return judge_claim(
      networks(0),
      [&](const Configuration& c) {
        const Weights weights = weights_of(c);
        return call_for_gradients(attempt, exercise.function,
                                  list_of(to_argument(weights.Theta1), to_argument(weights.Theta2), to_argument(c.X),
                                   to_argument(nn::one_hot(c.y, c.sizes.num_labels))),
                                  weights);
      },
      "All 38 entries of the debug network's gradient agree with numerical derivatives; it begins -.00927825.");
}

Outcome judge_regularization(Attempt& attempt, const Exercise& exercise) {
  return judge_claim(
      networks(3),
      [&](const Configuration& c) {
        const Weights weights = weights_of(c);
        const nn::CostAndGradients plain = run_right(c);
        return call_for_gradients(attempt, exercise.function,
                                  list_of(to_argument(plain.grad1), to_argument(plain.grad2),
                                          to_argument(weights.Theta1), to_argument(weights.Theta2), c.Lambda,
                                          static_cast<double>(c.X.n_rows)),
                                  weights);
      },
      "At Lambda 3, where J of the debug network is 2.1463598150, all 38 entries agree with numerical derivatives.");
}

// ---- Blind spots: the learner chooses the place of a check, and we run the mistakes there ----

namespace {

nn::CostAndGradients run(const nn::Mistake* mistake, const Configuration& c) {
  const std::vector<const nn::Mistake*> made = mistake ? std::vector{mistake} : std::vector<const nn::Mistake*>{};
  return nn::implement(made)(c.nn_params, c.sizes.input_layer_size, c.sizes.hidden_layer_size, c.sizes.num_labels, c.X,
                             c.y, c.Lambda);
}

// The gradient is off by more than a check with the usual tolerance lets pass.
bool shows(const nn::Mistake& mistake, const Configuration& c) {
  const nn::CostAndGradients right = run(nullptr, c), wrong = run(&mistake, c);
  const auto off = [](const arma::mat& one, const arma::mat& other) {
    return arma::abs(one - other).max() > 1e-6 * arma::abs(other).max();
  };
  return off(wrong.grad1_reg, right.grad1_reg) || off(wrong.grad2_reg, right.grad2_reg);
}

// Those that leave the cost right and spoil the gradient: what a check of the gradient is for.
std::vector<const nn::Mistake*> mistakes_to_see() {
  const Configuration usual = networks(3).front().configuration;
  std::vector<const nn::Mistake*> list;
  for (const nn::Mistake& mistake : nn::mistakes()) {
    if (run(&mistake, usual).reg_J == run(nullptr, usual).reg_J && shows(mistake, usual)) list.push_back(&mistake);
  }
  return list;
}

Configuration to_configuration(const Results& results) {
  if (results.size() != 5 || results[4].value.n_elem != 1) {
    throw Failure(Ending::wrong, {"wrong-shape", "The function should return Theta1, Theta2, X, y and Lambda.", "", "",
                                  "", "Return what it returned as given, with other numbers."});
  }
  try {
    const Weights weights = {results[0].value, results[1].value};
    Configuration c{nn::sizes_of(weights), nn::unroll(weights), results[2].value,
                    arma::conv_to<arma::uvec>::from(arma::vectorise(results[3].value)), results[4].value(0)};
    nn::require_inputs(c.nn_params, c.sizes, c.X, c.y, c.Lambda);
    return c;
  } catch (const std::exception& error) {
    throw Failure(Ending::wrong, {"wrong-shape", fmt::format("This is no network: {}.", error.what()), "", "", "", ""});
  }
}

// What about the place hides mistakes, if it is one of the known reasons.
Reason find_blindness(const Configuration& c) {
  const Weights weights = weights_of(c);
  if (arma::abs(c.nn_params).max() == 0) {
    return {"zero-weights", "All weights are 0, so no error gets through Theta2, and no penalty has anything to add.",
            "", "", "", "Take weights that differ, and none of them 0: random ones, or sines."};
  }
  if (c.Lambda == 0) {
    return {"lambda-zero", "Lambda is 0, so no mistake in the regularization can show.", "", "", "",
            "Check at a Lambda of about 1."};
  }
  if (c.X.n_rows == 1) {
    return {"one-example", "There is one example, so sum, mean and last example are the same.", "", "", "",
            "Take several examples, with different labels."};
  }
  if (arma::range(arma::vectorise(weights.Theta2)) == 0 || arma::range(arma::vectorise(weights.Theta1)) == 0) {
    return {"equal-weights", "All weights of a layer are equal, so it does not matter which entry is taken.", "", "",
            "", "Take weights that differ."};
  }
  if (c.Lambda > 100) {
    return {"huge-lambda", "Lambda is so large that the penalty drowns what backpropagation adds.", "", "", "",
            "Check at a Lambda of about 1."};
  }
  return {"", "Some mistakes do not show at this place.", "", "", "",
          "Take weights that differ and are not small, several examples and labels, and a Lambda of about 1."};
}

}  // namespace

Outcome judge_blind_spots(Attempt& attempt, const Exercise& exercise) {
  const Configuration c = to_configuration(attempt.call(exercise.function, Json::array()));
  std::vector<std::string> hidden;
  const std::vector<const nn::Mistake*> all = mistakes_to_see();
  for (const nn::Mistake* mistake : all) {
    const std::string name(mistake->name);
    if (!shows(*mistake, c) && std::find(hidden.begin(), hidden.end(), name) == hidden.end()) hidden.push_back(name);
  }
  if (hidden.empty()) {
    return {Ending::passed, {}, fmt::format("A check at this place sees all {} mistakes.", all.size()), ""};
  }
  Reason reason = find_blindness(c);
  reason.where = fmt::format("a check there passes with: {}", fmt::join(hidden, ", "));
  return {Ending::wrong, {reason}, "", ""};
}

}  // namespace gradlab::program::exercise
