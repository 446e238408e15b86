#include "gradlab/languages/check_own_shape.hpp"

#include "gradlab/languages/explain_by_own_cost.hpp"
#include "gradlab/languages/objective.hpp"
#include "gradlab/languages/test_points.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::languages {

namespace {

std::string name_shapes(const std::vector<Block>& blocks) {
  std::vector<std::string> names;
  for (const Block& block : blocks) names.push_back(fmt::format("{} {} x {}", block.name, block.rows, block.columns));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string remark_on(const Choice& choice, const std::vector<Block>& blocks) {
  if (!choice.has_own_shape) {
    return "its cost depends on theta alone, whatever X and y are: its gradient is judged by that cost";
  }
  return fmt::format("its weights are {}: not those of our network, so its gradient is judged by its own cost alone, "
                     "and its cost is not judged",
                     name_shapes(blocks));
}

// No loss of a network is negative; where theta is small, no penalty hides it.
bool is_negative(Conversation& conversation, const arma::vec& theta) { return conversation.cost(1e-3 * theta) < 0; }

void doubt_negative_cost(check::CheckResult& result) {
  result.troubles.push_back({"negative_cost", "its cost is negative, which no loss of a network is: is a sign missing?",
                             check::Severity::doubt});
  result.verdict = check::worst_of(result.verdict, check::Verdict::undecided);
}

// Nothing in the figures says that the code was called as it is meant.
void doubt_guess(const std::vector<Block>& blocks, check::CheckResult& result) {
  if (result.verdict != check::Verdict::disagree) return;
  result.troubles.push_back({"unknown_call", fmt::format("no gradient of its {} weights belongs to its cost,\n    and "
                                                         "nothing says that it was called as it is meant",
                                                         blocks.size()), check::Severity::doubt});
  result.verdict = check::Verdict::undecided;
}

// With K outputs its cost would be 1/K of what its gradient belongs to: a mistake, or one output is meant.
void doubt_outputs(check::CheckResult& result) {
  if (result.verdict != check::Verdict::agree) return;
  result.troubles.push_back({"one_output", "its gradient belongs to its cost where there is one output alone; with K\n    "
                                           "outputs the cost is 1/K of that: is one output meant?",
                             check::Severity::doubt});
  result.verdict = check::Verdict::undecided;
}

// A few entries stand too near to a kink, as rectified units have them; the others agree.
bool is_held_up_by_kinks(const check::CheckResult& result) {
  if (result.verdict != check::Verdict::undecided || !result.troubles.empty()) return false;
  constexpr arma::uword few = 20;  // one in so many
  const auto& counts = result.implementations.front().counts;
  return counts.disagreeing == 0 && few * counts.undecided <= counts.checked;
}

CheckedPoint check_at(const Code& code, const FoundConvention& found, TestPoint at, const check::CheckOptions& options) {
  const Choice& choice = code.description.choice_of(found.convention);
  const arma::vec theta = at.problem.theta;
  CheckedPoint point{std::move(at), found.own_blocks, {}};
  point.has_gradient = true;
  const auto evaluate = [&](const arma::vec& there) {
    code.conversation->set_base(there);
    const GradientAnswer answer = code.conversation->evaluate();
    point.checked.plain_costs[choice.name] = answer.cost;
    return Evaluation{answer.cost, answer.gradient};
  };
  Objective objective = make_objective(code.conversation, same_places(theta.n_elem));
  objective.blocks = found.own_blocks;
  check::CheckResult& result = point.checked.result;
  result = check_function(*code.conversation, objective, {choice.name, evaluate}, theta, options);
  if (choice.has_own_shape && is_negative(*code.conversation, theta)) doubt_negative_cost(result);
  if (choice.is_guess && found.fitting_blocks == 0) doubt_guess(found.own_blocks, result);
  if (found.fits_one_output) doubt_outputs(result);
  explain_by_own_cost(*code.conversation, evaluate, theta, found.own_blocks, point.checked);
  add_changed_arguments(choice, found.changed, result);
  return point;
}

}  // namespace

CheckedCode check_own_shape(const Code& code, const FoundConvention& found, const TestPoint& point,
                            const check::CheckOptions& options) {
  CheckedCode checked;
  checked.convention = found;
  const Choice& choice = code.description.choice_of(found.convention);
  checked.convention.remarks.push_back(remark_on(choice, found.own_blocks));
  TestPoint at = point;
  at.problem = found.own_problem;
  at.problem.lambda = choice.takes_lambda ? 1 : 0;
  at.problem.theta = found.own_theta;
  at.weights = fmt::format("{} entries, random", found.own_theta.n_elem);
  code.conversation->use(found.convention);
  code.conversation->set_network(at.problem, found.convention);
  const check::CheckOptions wanted = with_sample(options, checked.convention.remarks, found.own_theta.n_elem);
  checked.points = {check_at(code, found, at, wanted)};
  constexpr std::uint64_t last_seed = 3;
  for (std::uint64_t seed = 2; seed <= last_seed; ++seed) {
    if (!is_held_up_by_kinks(checked.points.front().checked.result)) break;
    at.problem.theta = random_theta(found.own_theta.n_elem, seed).problem.theta;
    CheckedPoint other = check_at(code, found, at, wanted);
    if (other.checked.result.verdict == check::Verdict::undecided) continue;
    checked.points = {std::move(other)};
    checked.convention.remarks.push_back("near its first random weights a few entries could not be judged: these are "
                                         "others");
  }
  return checked;
}

}  // namespace gradlab::languages
