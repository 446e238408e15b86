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
using nn::Problem, nn::Weights;

struct Network {
  std::string words;
  Problem problem;
};

// The one that learners know, and one in which no two sizes are the same, so that no wrong shape fits by chance.
std::vector<Network> networks(double Lambda) {
  const nn::LayerSizes sizes{4, 6, 2};
  const arma::uvec labels = {1, 2, 2, 1, 2, 1, 2};
  return {{"the debug network", nn::debug_network(Lambda)},
          {"a network of 4-6-2 units", {sizes, nn::unroll(nn::random_weights(sizes, 5)), 8 * nn::debug_weights(7, 3),
                                        labels, Lambda}}};
}

// The learner's gradients of this network, checked for their shapes.
using Claim = std::function<Weights(const Problem& problem)>;

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
      diagnosis::diagnose(nn::make_known_mistakes(network.problem), {cost, implementation.gradient}),
      nn::name_blocks(network.problem.sizes));
  if (reasons.empty()) reasons.push_back({"", "The gradient is not that of the cost.", "", "", "", ""});
  const std::string worst = name_worst(implementation);
  reasons.front().where += (reasons.front().where.empty() ? "" : " of ") + network.words;
  if (!worst.empty()) reasons.front().where += "; " + worst;
  return {Ending::wrong, reasons, "", ""};
}

// Every entry of the gradient against numerical derivatives of our cost.
Outcome judge_claim(const std::vector<Network>& all, const Claim& claim, const std::string& confirmed) {
  for (const Network& network : all) {
    const Problem& p = network.problem;
    const Weights gradients = claim(p);
    if (!gradients.Theta1.is_finite() || !gradients.Theta2.is_finite()) {
      const Reason reason = {"not-finite", "The gradient has entries that are NaN or infinite.", network.words, "", "",
                             "Look for a division by 0, and for memory that was never set: arma::zeros."};
      return {Ending::wrong, {reason}, "", ""};
    }
    const Objective objective = nn::make_objective(p);
    const double cost = objective.cost(p.theta);
    const arma::vec gradient = nn::unroll(gradients);
    check::CheckOptions options;
    options.threads = 1;
    const check::CheckResult result = check::check_gradients(
        objective, {{"yours", [&](const arma::vec& theta) {
                       Problem moved = p;
                       moved.theta = theta;
                       return Evaluation{objective.cost(theta), nn::unroll(claim(moved))};
                     }}},
        p.theta, options);
    if (!result) return explain(network, result.implementations.front(), cost);
  }
  return {Ending::passed, {}, confirmed, ""};
}

}  // namespace

Outcome judge_backpropagation(Attempt& attempt, const Exercise& exercise) {
  return judge_claim(
      networks(0),
      [&](const Problem& p) {
        const Weights weights = weights_of(p);
        return call_for_gradients(attempt, exercise.function,
                                  list_of(to_argument(weights.Theta1), to_argument(weights.Theta2), to_argument(p.X),
                                   to_argument(nn::one_hot(p.y, p.sizes.num_labels))),
                                  weights);
      },
      "All 38 entries of the debug network's gradient agree with numerical derivatives; it begins -.00927825.");
}

Outcome judge_regularization(Attempt& attempt, const Exercise& exercise) {
  return judge_claim(
      networks(3),
      [&](const Problem& p) {
        const Weights weights = weights_of(p);
        const nn::CostAndGradients plain = nn::vectorized::nn_cost_function(p);
        return call_for_gradients(attempt, exercise.function,
                                  list_of(to_argument(plain.grad1), to_argument(plain.grad2),
                                          to_argument(weights.Theta1), to_argument(weights.Theta2), p.lambda,
                                          static_cast<double>(p.X.n_rows)),
                                  weights);
      },
      "At Lambda 3, where J of the debug network is 2.1463598150, all 38 entries agree with numerical derivatives.");
}

// ---- Blind spots: the learner chooses the place of a check, and we run the mistakes there ----

namespace {

nn::CostAndGradients run(const nn::Mistake* mistake, const Problem& p) {
  const std::vector<const nn::Mistake*> made = mistake ? std::vector{mistake} : std::vector<const nn::Mistake*>{};
  return nn::implement(made)(p);
}

// The gradient is off by more than a check with the usual tolerance lets pass.
bool shows(const nn::Mistake& mistake, const Problem& p) {
  const nn::CostAndGradients right = run(nullptr, p), wrong = run(&mistake, p);
  const auto off = [](const arma::mat& one, const arma::mat& other) {
    return arma::abs(one - other).max() > 1e-6 * arma::abs(other).max();
  };
  return off(wrong.grad1_reg, right.grad1_reg) || off(wrong.grad2_reg, right.grad2_reg);
}

// Those that leave the cost right and spoil the gradient: what a check of the gradient is for.
std::vector<const nn::Mistake*> mistakes_to_see() {
  const Problem usual = networks(3).front().problem;
  std::vector<const nn::Mistake*> list;
  for (const nn::Mistake& mistake : nn::mistakes()) {
    if (run(&mistake, usual).reg_J == run(nullptr, usual).reg_J && shows(mistake, usual)) list.push_back(&mistake);
  }
  return list;
}

Problem to_problem(const Results& results) {
  if (results.size() != 5 || results[4].value.n_elem != 1) {
    throw Failure(Ending::wrong, {"wrong-shape", "The function should return Theta1, Theta2, X, y and Lambda.", "", "",
                                  "", "Return what it returned as given, with other numbers."});
  }
  try {
    const Weights weights = {results[0].value, results[1].value};
    Problem p{nn::sizes_of(weights), nn::unroll(weights), results[2].value,
                    arma::conv_to<arma::uvec>::from(arma::vectorise(results[3].value)), results[4].value(0)};
    nn::require_inputs(p);
    return p;
  } catch (const std::exception& error) {
    throw Failure(Ending::wrong, {"wrong-shape", fmt::format("This is no network: {}.", error.what()), "", "", "", ""});
  }
}

// What about the place hides mistakes, if it is one of the known reasons.
Reason find_blindness(const Problem& p) {
  const Weights weights = weights_of(p);
  if (arma::abs(p.theta).max() == 0) {
    return {"zero-weights", "All weights are 0, so no error gets through Theta2, and no penalty has anything to add.",
            "", "", "", "Take weights that differ, and none of them 0: random ones, or sines."};
  }
  if (p.lambda == 0) {
    return {"lambda-zero", "Lambda is 0, so no mistake in the regularization can show.", "", "", "",
            "Check at a Lambda of about 1."};
  }
  if (p.X.n_rows == 1) {
    return {"one-example", "There is one example, so sum, mean and last example are the same.", "", "", "",
            "Take several examples, with different labels."};
  }
  if (arma::range(arma::vectorise(weights.Theta2)) == 0 || arma::range(arma::vectorise(weights.Theta1)) == 0) {
    return {"equal-weights", "All weights of a layer are equal, so it does not matter which entry is taken.", "", "",
            "", "Take weights that differ."};
  }
  if (p.lambda > 100) {
    return {"huge-lambda", "Lambda is so large that the penalty drowns what backpropagation adds.", "", "", "",
            "Check at a Lambda of about 1."};
  }
  return {"", "Some mistakes do not show at this place.", "", "", "",
          "Take weights that differ and are not small, several examples and labels, and a Lambda of about 1."};
}

}  // namespace

Outcome judge_blind_spots(Attempt& attempt, const Exercise& exercise) {
  const Problem p = to_problem(attempt.call(exercise.function, Json::array()));
  std::vector<std::string> hidden;
  const std::vector<const nn::Mistake*> all = mistakes_to_see();
  for (const nn::Mistake* mistake : all) {
    const std::string name(mistake->name);
    if (!shows(*mistake, p) && std::find(hidden.begin(), hidden.end(), name) == hidden.end()) hidden.push_back(name);
  }
  if (hidden.empty()) {
    return {Ending::passed, {}, fmt::format("A check at this place sees all {} mistakes.", all.size()), ""};
  }
  Reason reason = find_blindness(p);
  reason.where = fmt::format("a check there passes with: {}", fmt::join(hidden, ", "));
  return {Ending::wrong, {reason}, "", ""};
}

}  // namespace gradlab::program::exercise
