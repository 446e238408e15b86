#include "gradlab/languages/check_own_shape.hpp"

#include "gradlab/languages/objective.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
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
bool is_negative(Conversation& conversation, const arma::vec& theta) {
  conversation.set_base(1e-3 * theta);
  return conversation.cost() < 0;
}

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
  checked.points = {{at, found.own_blocks, {}}};
  checked.points.front().has_gradient = true;
  diagnosis::Checked& result = checked.points.front().checked;
  const auto evaluate = [&](const arma::vec& theta) {
    code.conversation->set_base(theta);
    const GradientAnswer answer = code.conversation->evaluate();
    result.plain_costs[choice.name] = answer.cost;
    return Evaluation{answer.cost, answer.gradient};
  };
  Objective objective = make_objective(code.conversation, same_places(found.own_theta.n_elem));
  objective.blocks = found.own_blocks;
  const check::CheckOptions wanted = with_sample(options, checked.convention.remarks, found.own_theta.n_elem);
  result.result = check_function(*code.conversation, objective, {choice.name, evaluate}, found.own_theta, wanted);
  if (choice.has_own_shape && is_negative(*code.conversation, found.own_theta)) doubt_negative_cost(result.result);
  if (choice.is_guess && found.fitting_blocks == 0) doubt_guess(found.own_blocks, result.result);
  add_changed_arguments(choice, found.changed, result.result);
  return checked;
}

}  // namespace gradlab::languages
