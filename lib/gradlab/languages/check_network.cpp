#include "gradlab/languages/check_network.hpp"

#include "gradlab/check/judgement.hpp"
#include "gradlab/check/odd_one_out.hpp"
#include "gradlab/diagnosis/blind_spots.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using check::CheckResult, check::ImplementationResult, check::Verdict;

constexpr const char* our_name = "vectorized";

// The code's function; it notes its cost without penalty in plain_costs.
check::Implementation function_of(const ForeignNetwork& network, const std::string& name, diagnosis::Checked& checked) {
  return {name, [&network, &checked, name](const arma::vec& theta) {
            const ForeignNetwork::Result result = network.evaluate(theta);
            if (!result.gradient) throw CodeError("it returned a gradient once, but then J alone");
            checked.plain_costs[name] = result.plain_cost;
            return Evaluation{result.cost, nn::unroll(*result.gradient)};
          }};
}

check::Implementation our_function(const nn::Problem& network, diagnosis::Checked& checked) {
  return {our_name, [moved = network, &checked](const arma::vec& theta) mutable {
            moved.theta = theta;
            const nn::CostAndGradients result = nn::vectorized::nn_cost_function(moved);
            checked.plain_costs[our_name] = result.cost;
            return nn::to_evaluation(result);
          }};
}

// Judged by the estimates that were made for the code. Where a trouble kept the code from being judged at all, the
// costs still can be compared.
void add_our_network(CheckedPoint& point) {
  CheckResult& result = point.checked.result;
  const Evaluation evaluation = our_function(point.point.problem, point.checked).evaluate(point.point.problem.theta);
  ImplementationResult ours;
  ours.name = our_name;
  ours.cost = evaluation.cost;
  ours.gradient = evaluation.gradient;
  std::vector<check::BlockResult> blocks = check::split_into_blocks(point.blocks, result.entries);
  set_floors(blocks, result.numerical, result.tolerance, result.noise);
  judge_implementation(result, blocks, ours);
  result.implementations.push_back(ours);
  result.odd_ones_out = find_odd_ones_out(result);
}

// The code's cost without a gradient stands first, as the code does.
void add_cost_alone(CheckedPoint& point, const std::string& name, const ForeignNetwork::Result& first) {
  ImplementationResult cost_alone;
  cost_alone.name = name;
  cost_alone.cost = first.cost;
  cost_alone.gradient = arma::vec(point.point.problem.theta.n_elem).fill(arma::datum::nan);
  std::vector<ImplementationResult>& all = point.checked.result.implementations;
  all.insert(all.begin(), cost_alone);
  point.checked.plain_costs[name] = first.plain_cost;
}

// The uncertainty is that of the code's own precision.
bool is_same_cost(double cost, double ours, double uncertainty) {
  return std::abs(cost - ours) <= check::cost_tolerance * std::max(std::abs(cost), std::abs(ours)) + uncertainty;
}

bool is_same_gradient(const arma::vec& gradient, const arma::vec& ours) {
  return arma::all(arma::abs(gradient - ours) <= check::gradient_tolerance * arma::abs(ours).max());  // false for NaN
}

// Our cost judges the code's: its own differences would always call it right.
void judge_costs(CheckedPoint& point) {
  CheckResult& result = point.checked.result;
  ImplementationResult& code = result.implementations.front();
  ImplementationResult& ours = result.implementations.back();
  const double uncertainty = diagnosis::uncertainty_of_cost(result);
  point.cost_right = std::isfinite(code.cost) && is_same_cost(code.cost, ours.cost, uncertainty);
  code.cost_verdict = ours.cost_verdict = point.cost_right ? Verdict::agree : Verdict::disagree;
  for (ImplementationResult* one : {&code, &ours}) {
    one->verdict = one->cost_verdict;
    for (const check::BlockResult& block : one->blocks) {
      if (block.counts.checked > 0) one->verdict = worst_of(one->verdict, block.worst.verdict);
    }
    result.verdict = worst_of(result.verdict, one->verdict);
  }
  if (point.has_gradient || check::has_trouble(result.troubles, check::Severity::fatal)) return;
  result.troubles.push_back({"no_gradient", "the code returns J alone, so that only its cost is judged",
                             check::Severity::doubt});
  result.verdict = worst_of(result.verdict, Verdict::undecided);
}

bool follows_theta(const CheckedPoint& point) {
  const ImplementationResult& ours = point.checked.result.implementations.back();
  return !point.cost_right || !point.gradient_right || ours.counts.disagreeing == 0;
}

// J at theta is right, and so is the gradient, but J near theta is another than ours.
diagnosis::Finding blame_kept_values(const CheckedPoint& point) {
  diagnosis::Finding finding;
  for (const check::BlockResult& block : point.checked.result.implementations.back().blocks) {
    if (block.counts.disagreeing == 0) continue;
    const std::string entry = check::name_entry(block.block, block.worst.place);
    finding.advice.explanation = "J is right at theta, but does not follow theta as it is changed.";
    finding.evidence = fmt::format("along {} J has the slope {:.4g}, where {:.4g} is right",
                                   entry.substr(0, entry.find(':')), block.worst.numeric.value, block.worst.analytic);
    break;
  }
  finding.advice.remedy = "Look for what J takes from elsewhere than its arguments: a global variable, or what an "
                          "earlier call has kept.";
  return finding;
}

// Compares the code with our network on the same data. A missing gradient is not held against the code.
void explain(CheckedPoint& point) {
  const KnownMistakes known_mistakes = nn::make_known_mistakes(point.point.problem);
  diagnosis::Checked& checked = point.checked;
  const ImplementationResult& code = checked.result.implementations.front();
  if (!follows_theta(point)) {
    checked.diagnoses = {{code.name, {blame_kept_values(point)}}};
  } else if (point.has_gradient && checked.result.verdict != Verdict::agree) {
    checked.diagnoses = diagnosis::diagnose(known_mistakes, checked.result);
  } else if (!point.has_gradient && code.verdict != Verdict::agree) {
    const Evaluation claimed = {code.cost, checked.result.implementations.back().gradient};
    const double uncertainty = diagnosis::uncertainty_of_cost(checked.result);
    checked.diagnoses = {{code.name, diagnosis::diagnose(known_mistakes, claimed, {}, uncertainty)}};
  }
  checked.blind_spots = diagnosis::find_blind_spots(known_mistakes);
  drop_named(checked.blind_spots, checked.diagnoses);
}

}  // namespace

CheckedPoint check_network(const Code& code, const FoundConvention& found, const TestPoint& point,
                           check::CheckOptions options) {
  options.beside_blind = false;  // there are several networks
  const Choice& choice = code.description.choice_of(found.convention);
  const ForeignNetwork network(code.conversation, found.convention, point.problem);
  const Objective objective = network.objective();
  const ForeignNetwork::Result first = network.evaluate(point.problem.theta);
  CheckedPoint checked{point, objective.blocks, {}};
  CheckResult& result = checked.checked.result;
  checked.has_gradient = first.gradient.has_value();
  result = check_function(*code.conversation, objective,
                          checked.has_gradient ? function_of(network, choice.name, checked.checked)
                                               : our_function(point.problem, checked.checked),
                          point.problem.theta, options);
  if (result.implementations.empty() || !checked.has_gradient) add_cost_alone(checked, choice.name, first);
  if (result.implementations.size() < 2) add_our_network(checked);
  judge_costs(checked);
  checked.gradient_right = checked.has_gradient && is_same_gradient(result.implementations[0].gradient,
                                                                    result.implementations[1].gradient);
  explain(checked);
  add_changed_arguments(choice, found.changed, result);
  return checked;
}

}  // namespace gradlab::languages
