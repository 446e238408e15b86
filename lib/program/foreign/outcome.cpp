#include "program/foreign/outcome.hpp"

#include "gradlab/check/judgement.hpp"
#include "gradlab/check/odd_one_out.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/model.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using check::CheckResult, check::Verdict;

Outputs to_outputs(const languages::ForeignNetwork::Result& result, double lambda) {
  const double plain_cost = lambda == 0 ? result.cost : result.plain_cost;
  return {plain_cost, {}, result.cost, {result.gradient->Theta1, result.gradient->Theta2}};
}

NamedFunction our_network(const nn::Problem& network) {
  return {"vectorized", [moved = network](const arma::vec& theta) mutable {
            moved.theta = theta;
            return nn::to_outputs(nn::vectorized::nn_cost_function(moved));
          }};
}

ProblemSetup make_problem_setup(const NetworkProblem& network, const languages::ForeignNetwork& code) {
  const nn::Problem& problem = network.problem;
  const auto [n, h, K] = problem.sizes;
  ProblemSetup setup;
  setup.objective = code.objective();
  setup.theta = problem.theta;
  setup.layers = {n, h, K};
  setup.examples = problem.X.n_rows;
  setup.lambda = problem.lambda;
  setup.architecture = fmt::format("{}-{}-{}, sigmoid, {} weights", n, h, K, with_thousands(setup.theta.n_elem));
  setup.data = network.data;
  setup.weights = network.weights;
  return setup;
}

// `uncertainty`: what the code's own precision adds.
bool is_same_cost(double one, double ours, double uncertainty) {
  return std::abs(one - ours) <= check::cost_tolerance * std::max(std::abs(one), std::abs(ours)) + uncertainty;
}

bool is_same_gradient(const arma::vec& one, const arma::vec& ours) {
  return arma::all(arma::abs(one - ours) <= check::gradient_tolerance * arma::abs(ours).max());  // false for NaN
}

Verdict judge_cost(double cost, double ours, double uncertainty) {
  if (!std::isfinite(cost)) return Verdict::disagree;
  return is_same_cost(cost, ours, uncertainty) ? Verdict::agree : Verdict::disagree;
}

// Our network as a further witness: judged by the same estimates, which were refined for the code alone. Where a
// trouble kept the code from being judged at all, the costs still can be.
void add_our_network(Outcome& outcome) {
  Checked& checked = outcome.checked;
  CheckResult& result = checked.result;
  const Outputs outputs = our_network(outcome.network.problem).run(outcome.setup.theta);
  const Evaluation evaluation = to_evaluation(outputs);
  check::ImplementationResult ours;
  ours.name = "vectorized";
  ours.cost = evaluation.cost;
  ours.gradient = evaluation.gradient;
  checked.plain_costs[ours.name] = outputs.cost;
  std::vector<check::BlockResult> blocks = check::split_into_blocks(outcome.setup.objective.blocks, result.entries);
  set_floors(blocks, result.numerical, result.tolerance, result.noise);
  judge_implementation(result, blocks, ours);
  result.implementations.push_back(ours);
  result.odd_ones_out = find_odd_ones_out(result);
}

// The code's cost without a gradient, in the place where the code stands.
void put_cost_alone(Outcome& outcome, const std::string& name, const languages::ForeignNetwork::Result& first) {
  check::ImplementationResult cost_alone;
  cost_alone.name = name;
  cost_alone.cost = first.cost;
  cost_alone.gradient = arma::vec(outcome.setup.theta.n_elem).fill(arma::datum::nan);
  std::vector<check::ImplementationResult>& all = outcome.checked.result.implementations;
  all.insert(all.begin(), cost_alone);
  const double lambda = outcome.network.problem.lambda;
  outcome.checked.plain_costs[name] = lambda == 0 ? first.cost : first.plain_cost;
}

// The code's own cost is judged by ours, for by itself it is always right.
void judge_costs(Outcome& outcome) {
  CheckResult& result = outcome.checked.result;
  check::ImplementationResult& code = result.implementations.front();
  check::ImplementationResult& ours = result.implementations.back();
  code.cost_verdict = ours.cost_verdict = judge_cost(code.cost, ours.cost, uncertainty_of_cost(result));
  outcome.cost_right = code.cost_verdict == Verdict::agree;
  for (check::ImplementationResult* one : {&code, &ours}) {
    one->verdict = one->cost_verdict;
    for (const check::BlockResult& block : one->blocks) {
      if (block.counts.checked > 0) one->verdict = worst_of(one->verdict, block.worst.verdict);
    }
    result.verdict = worst_of(result.verdict, one->verdict);
  }
  if (outcome.has_gradient || check::has_trouble(result.troubles, check::Severity::fatal)) return;
  result.troubles.push_back({"no_gradient", "the code returns J alone, so that only its cost is judged",
                             check::Severity::doubt});
  result.verdict = worst_of(result.verdict, Verdict::undecided);
}

bool follows_theta(const Outcome& outcome) {
  const check::ImplementationResult& ours = outcome.checked.result.implementations.back();
  return !outcome.cost_right || !outcome.gradient_right || ours.counts.disagreeing == 0;
}

// J at theta is right, and so is the gradient, but J near theta is not what ours is there.
diagnosis::Finding blame_what_is_kept(const Outcome& outcome) {
  const check::ImplementationResult& ours = outcome.checked.result.implementations.back();
  diagnosis::Finding finding;
  for (const check::BlockResult& block : ours.blocks) {
    if (block.counts.disagreeing == 0) continue;
    const std::string entry = check::name_entry(block.block, block.worst.place);
    finding.advice.explanation = "J is right at theta, but does not follow theta as it is changed.";
    finding.evidence = fmt::format("along {} J has the slope {:.4g}, where {:.4g} is right",
                                   entry.substr(0, entry.find(':')), block.worst.numeric.value, block.worst.analytic);
    break;
  }
  finding.advice.remedy = "Look for what J takes from elsewhere than its arguments: a global variable, or what an earlier "
                   "call has kept.";
  return finding;
}

// Why the code is wrong, beside our network on the same data. A gradient that is not there is not held against it.
void explain(Outcome& outcome) {
  const nn::Problem& problem = outcome.network.problem;
  outcome.setup.make_known_mistakes = [problem] { return nn::make_known_mistakes(problem); };
  CheckResult& result = outcome.checked.result;
  const check::ImplementationResult& code = result.implementations.front();
  if (!follows_theta(outcome)) {
    outcome.checked.diagnoses = {{code.name, {blame_what_is_kept(outcome)}}};
  } else if (outcome.has_gradient) {
    outcome.checked.diagnoses = diagnose(outcome.setup, result);
  } else if (code.verdict != Verdict::agree) {
    const Evaluation claimed = {code.cost, result.implementations.back().gradient};
    outcome.checked.diagnoses = {
        {code.name, diagnosis::diagnose(nn::make_known_mistakes(problem), claimed, {}, uncertainty_of_cost(result))}};
  }
  outcome.checked.blind_spots = diagnosis::find_blind_spots(nn::make_known_mistakes(problem));
}

// ---- All networks together ----

bool is_sure(const diagnosis::Finding& finding) { return !finding.mistake.empty() && finding.alternatives.empty(); }

bool names(const diagnosis::Finding& finding, const std::string& mistake) {
  const std::vector<std::string>& others = finding.alternatives;
  return finding.mistake == mistake || std::find(others.begin(), others.end(), mistake) != others.end();
}

// What one network leaves open another may settle, and what is the same on several is told once.
bool is_told(const diagnosis::Finding& finding, const std::vector<diagnosis::Finding>& told) {
  return std::any_of(told.begin(), told.end(), [&](const diagnosis::Finding& other) {
    const bool same_place = other.where.block == finding.where.block;
    return same_place && (other.mistake == finding.mistake || (is_sure(other) && names(finding, other.mistake)));
  });
}

}  // namespace

Outcome check_on(const Code& code, const languages::CallingConvention& fit, const NetworkProblem& network,
                 const CheckVerb& options) {
  const std::string& name = code.choice_of(fit).name;
  const nn::Problem& problem = network.problem;
  const languages::ForeignNetwork foreign(code.child, fit.convention, problem);
  Outcome outcome;
  outcome.network = network;
  outcome.setup = make_problem_setup(network, foreign);
  const languages::ForeignNetwork::Result first = foreign.evaluate(problem.theta);
  outcome.has_gradient = first.gradient.has_value();
  const NamedFunction claimed = {name, [&](const arma::vec& theta) {
                                   return to_outputs(foreign.evaluate(theta), problem.lambda);
                                 }};
  outcome.checked = check_code(
      outcome.setup, outcome.has_gradient ? claimed : our_network(problem), options);
  if (outcome.checked.result.implementations.empty() || !outcome.has_gradient) put_cost_alone(outcome, name, first);
  if (outcome.checked.result.implementations.size() < 2) add_our_network(outcome);
  judge_costs(outcome);
  outcome.gradient_right = outcome.has_gradient && is_same_gradient(outcome.checked.result.implementations[0].gradient,
                                                                    outcome.checked.result.implementations[1].gradient);
  explain(outcome);
  add_changed_arguments(code, fit, outcome.checked.result);
  return outcome;
}

const Outcome& most_telling(const std::vector<Outcome>& outcomes) {
  const Outcome* telling = &outcomes.back();
  for (const Outcome& outcome : outcomes) {
    if (outcome.checked.result.verdict > telling->checked.result.verdict) telling = &outcome;
  }
  const auto first = std::find_if(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) {
    return outcome.checked.result.verdict == telling->checked.result.verdict;
  });
  return telling->checked.result.verdict == Verdict::agree ? outcomes.back() : *first;
}

std::vector<Diagnosis> merge_diagnoses(const std::vector<Outcome>& outcomes) {
  const Outcome& telling = most_telling(outcomes);
  std::vector<Diagnosis> merged = {{telling.checked.result.implementations.front().name, {}}};
  std::vector<std::pair<std::size_t, diagnosis::Finding>> all;  // the place in merged, and what to tell there
  const auto gather = [&](const Outcome& outcome) {
    for (const Diagnosis& diagnosis : outcome.checked.diagnoses) {
      for (const diagnosis::Finding& finding : diagnosis.findings) all.emplace_back(merged.size() - 1, finding);
    }
  };
  gather(telling);
  for (const Outcome& outcome : outcomes) {
    if (&outcome == &telling) continue;
    merged.push_back({merged.front().implementation, {}, name_network(outcome.network.problem),
                      outcome.setup.objective.blocks});
    gather(outcome);
  }
  std::stable_partition(all.begin(), all.end(), [](const auto& one) { return is_sure(one.second); });
  std::vector<diagnosis::Finding> told;
  for (const auto& [place, finding] : all) {
    if (is_told(finding, told)) continue;
    told.push_back(finding);
    merged[place].findings.push_back(finding);
  }
  std::erase_if(merged, [](const Diagnosis& diagnosis) { return diagnosis.findings.empty(); });
  return merged;
}

diagnosis::BlindSpots merge_blind_spots(const std::vector<Outcome>& outcomes) {
  diagnosis::BlindSpots merged = outcomes.back().checked.blind_spots;
  if (outcomes.size() > 1) merged.change = "";
  std::erase_if(merged.spots, [&](const diagnosis::BlindSpot& spot) {
    return !std::all_of(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) {
      const std::vector<diagnosis::BlindSpot>& spots = outcome.checked.blind_spots.spots;
      return std::any_of(spots.begin(), spots.end(),
                         [&](const diagnosis::BlindSpot& other) { return other.mistake == spot.mistake; });
    });
  });
  return merged;
}

}  // namespace gradlab::program
