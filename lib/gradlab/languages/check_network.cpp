#include "gradlab/languages/check_network.hpp"

#include "gradlab/check/judgement.hpp"
#include "gradlab/check/odd_one_out.hpp"
#include "gradlab/diagnosis/blind_spots.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/languages/form_states.hpp"
#include "gradlab/languages/recognize_form.hpp"
#include "gradlab/languages/still_figures.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using check::CheckResult, check::ImplementationResult, check::Verdict;

// ---- A guard that does no harm is taken out of the code's cost ----

bool is_harmless(const nn::Form& form) { return form.guard != nn::Guard::none && form.epsilon <= harmless_guard; }

nn::Form without_guard(nn::Form form) {
  form.guard = nn::Guard::none;
  return form;
}

// By how much the code's cost is to be moved at theta.
std::function<double(const arma::vec& theta)> take_guard_out(const nn::Form& form, const nn::Problem& problem) {
  if (!is_harmless(form)) return [](const arma::vec&) { return 0.0; };
  return [=, plain = without_guard(form), factor = nn::factor_of(form, problem)](const arma::vec& theta) {
    return factor * (nn::mean_cost(plain, problem, theta) - nn::mean_cost(form, problem, theta));
  };
}

Objective move_cost(const Objective& objective, const std::function<double(const arma::vec& theta)>& correction) {
  Objective moved = objective;
  moved.cost = [=](const arma::vec& theta) { return objective.cost(theta) + correction(theta); };
  moved.differences = [=](const arma::vec& theta) -> DifferenceFunction {
    return [=, around = objective.differences(theta), at_theta = correction(theta)](arma::uword k, double step) {
      Difference difference = around(k, step);
      arma::vec there = theta;
      there(k) += step;
      difference.value += correction(there) - at_theta;
      return difference;
    };
  };
  return moved;
}

// ---- The witnesses ----

// The code on one network, with what is known of it.
struct CodeAt {
  ForeignNetwork network;
  nn::Form form;
  std::function<double(const arma::vec& theta)> correction;

  CodeAt(const Code& code, const FoundConvention& found, const nn::Problem& problem)
      : network(code.conversation, found.convention, problem),
        form(found.form),
        correction(take_guard_out(found.form, problem)) {}

  Objective objective() const {
    return is_harmless(form) ? move_cost(network.objective(), correction) : network.objective();
  }

  ForeignNetwork::Result evaluate(const arma::vec& theta) const {
    ForeignNetwork::Result result = network.evaluate(theta);
    result.cost += correction(theta);
    result.plain_cost += correction(theta);
    return result;
  }
};

// The code's function; it notes its cost without penalty in plain_costs.
check::Implementation function_of(const CodeAt& code, const std::string& name, diagnosis::Checked& checked) {
  return {name, [&code, &checked, name](const arma::vec& theta) {
            const ForeignNetwork::Result result = code.evaluate(theta);
            if (!result.gradient) throw CodeError("it returned a gradient once, but then J alone");
            checked.plain_costs[name] = result.plain_cost;
            return Evaluation{result.cost, nn::unroll(*result.gradient)};
          }};
}

const char* name_of_ours(const nn::Form& form) { return form.is_source() ? "vectorized" : "our network"; }

check::Implementation our_function(const nn::Problem& network, const nn::Form& form, diagnosis::Checked& checked) {
  const std::string name = name_of_ours(form);
  return {name, [name, form, moved = network, &checked](const arma::vec& theta) mutable {
            moved.theta = theta;
            const nn::CostAndGradients result =
                form.is_source() ? nn::vectorized::nn_cost_function(moved) : nn::run_form(form, moved);
            checked.plain_costs[name] = result.cost;
            return nn::to_evaluation(result);
          }};
}

// Judged by the estimates that were made for the code. Where a trouble kept the code from being judged at all, the
// costs still can be compared.
void add_our_network(const nn::Form& form, CheckedPoint& point) {
  CheckResult& result = point.checked.result;
  const check::Implementation our = our_function(point.point.problem, form, point.checked);
  const Evaluation evaluation = our.evaluate(point.point.problem.theta);
  ImplementationResult ours;
  ours.name = our.name;
  ours.cost = evaluation.cost;
  ours.gradient = evaluation.gradient;
  std::vector<check::BlockResult> blocks = check::split_into_blocks(point.blocks, result.entries);
  set_floors(blocks, result.numerical, result.tolerance, result.noise);
  judge_implementation(result, blocks, ours);
  result.implementations.push_back(ours);
  result.odd_ones_out = find_odd_ones_out(result);
}

// The code's figures at theta, which were not judged, stand first, as the code does. NaN where there is no gradient.
void add_figures(CheckedPoint& point, const std::string& name, const ForeignNetwork::Result& first) {
  ImplementationResult code;
  code.name = name;
  code.cost = first.cost;
  code.gradient = first.gradient ? nn::unroll(*first.gradient)
                                 : arma::vec(point.point.problem.theta.n_elem).fill(arma::datum::nan);
  std::vector<ImplementationResult>& all = point.checked.result.implementations;
  all.insert(all.begin(), code);
  point.checked.plain_costs[name] = first.plain_cost;
}

// The uncertainty is that of the code's own precision.
bool is_same_cost(double cost, double ours, double uncertainty) {
  return std::abs(cost - ours) <= check::cost_tolerance * std::max(std::abs(cost), std::abs(ours)) + uncertainty;
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

// ---- Why ----

using Findings = std::vector<diagnosis::Finding>;

Findings findings_of(const CheckedPoint& point, const KnownMistakes& known) {
  const CheckResult& result = point.checked.result;
  const ImplementationResult& code = result.implementations.front();
  const double uncertainty = diagnosis::uncertainty_of_cost(result);
  if (!follows_theta(point)) return {blame_kept_values(point)};
  if (!point.has_gradient) {
    return code.verdict == Verdict::agree ? Findings{} : diagnosis::diagnose_cost(known, code.cost, uncertainty);
  }
  if (result.verdict == Verdict::agree) return {};
  return diagnosis::diagnose(known, {code.cost, code.gradient}, {}, uncertainty);
}

// Figures that stand still explain all that is unknown.
Findings find_still(const CodeAt& code, const CheckedPoint& point) {
  const auto evaluate = [&](const arma::vec& theta) {
    const ForeignNetwork::Result result = code.evaluate(theta);
    return Evaluation{result.cost, result.gradient ? nn::unroll(*result.gradient) : arma::vec()};
  };
  try {
    return find_still_figures(evaluate, point.point.problem.theta, point.blocks);
  } catch (const CodeError&) {
    return {};
  }
}

bool is_of_cost(const diagnosis::Finding& finding) { return finding.where.block.empty(); }

diagnosis::Finding blame_guard(const nn::Form& form, const CheckResult& result) {
  const char* formula = form.guard == nn::Guard::added_to_output       ? "log(a2 + {:g})"
                        : form.guard == nn::Guard::added_to_complement ? "log(1 - a2 + {:g})"
                                                                       : "log(a2 + {0:g}) and log(1 - a2 {1} {0:g})";
  diagnosis::Finding finding;
  finding.mistake = "guard-in-logarithm";
  finding.advice = {"The guard in the logarithms is so large that it moves the cost.", "S13",
                    "Take a guard of 1e-10 or less, or compute the terms from z2."};
  finding.evidence = fmt::format("J is {:.10g}, where {:.10g} is right: exactly that of {}",
                                 result.implementations.front().cost, result.implementations.back().cost,
                                 fmt::format(fmt::runtime(formula), form.epsilon,
                                             form.guard == nn::Guard::shifted ? '-' : '+'));
  return finding;
}

// What the function changes comes before what is unknown.
void blame_changed_arguments(const std::vector<std::string>& changed, Findings& findings) {
  if (changed.empty()) return;
  for (diagnosis::Finding& finding : findings) {
    if (!finding.mistake.empty()) continue;
    finding.mistake = "changes-argument";
    finding.advice.explanation =
        fmt::format("The function changes {}, which its caller still has: look there first.", fmt::join(changed, ", "));
    finding.advice.remedy = "Work on a copy.";
  }
}

// Compares the code with our network on the same data. A missing gradient is not held against the code.
void explain(const CodeAt& code, const FoundConvention& found, CheckedPoint& point) {
  const KnownMistakes known_mistakes = nn::make_known_mistakes(point.point.problem, without_guard(code.form));
  diagnosis::Checked& checked = point.checked;
  Findings findings = findings_of(point, known_mistakes);
  if (!findings.empty() && follows_theta(point)) {
    const Findings still = find_still(code, point);
    if (!still.empty()) {
      std::erase_if(findings, [&](const auto& one) { return is_of_cost(one) == is_of_cost(still.front()); });
      findings.insert(findings.begin(), still.begin(), still.end());
    }
  }
  if (code.form.guard != nn::Guard::none && !is_harmless(code.form) && !point.cost_right) {
    std::erase_if(findings, is_of_cost);
    findings.push_back(blame_guard(code.form, checked.result));
  }
  blame_changed_arguments(found.changed, findings);
  if (!findings.empty()) checked.diagnoses = {{checked.result.implementations.front().name, findings}};
  checked.blind_spots = diagnosis::find_blind_spots(known_mistakes);
  drop_named(checked.blind_spots, checked.diagnoses);
}

}  // namespace

CheckedPoint check_network(const Code& code, const FoundConvention& found, const TestPoint& point,
                           check::CheckOptions options) {
  options.beside_blind = false;  // there are several networks
  const Choice& choice = code.description.choice_of(found.convention);
  const CodeAt at(code, found, point.problem);
  const nn::Form ours = without_guard(found.form);
  const Objective objective = at.objective();
  const ForeignNetwork::Result first = at.evaluate(point.problem.theta);
  CheckedPoint checked{point, objective.blocks, {}};
  CheckResult& result = checked.checked.result;
  checked.has_gradient = first.gradient.has_value();
  result = check_function(*code.conversation, objective,
                          checked.has_gradient ? function_of(at, choice.name, checked.checked)
                                               : our_function(point.problem, ours, checked.checked),
                          point.problem.theta, options);
  if (result.implementations.empty() || !checked.has_gradient) add_figures(checked, choice.name, first);
  if (result.implementations.size() < 2) add_our_network(ours, checked);
  judge_costs(checked);
  checked.gradient_right = checked.has_gradient && are_same_gradients(result.implementations[0].gradient,
                                                                      result.implementations[1].gradient);
  explain(at, found, checked);
  add_changed_arguments(choice, found.changed, result);
  return checked;
}

}  // namespace gradlab::languages
