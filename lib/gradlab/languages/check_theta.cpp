#include "gradlab/languages/check_theta.hpp"

#include "gradlab/languages/explain_by_own_cost.hpp"
#include "gradlab/languages/objective.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace gradlab::languages {

namespace {

// throws CodeError where the answer is no (cost, gradient) of theta.
FoundConvention try_theta(Conversation& conversation, const CallingConvention& convention, const arma::vec& theta) {
  conversation.use(convention);
  conversation.set_base(theta);
  const GradientAnswer answer = conversation.evaluate();
  if (!answer.has_gradient) {
    throw CodeError("it returns J alone; expected (J, gradient), or name two functions: FILE:cost,gradient");
  }
  if (!answer.gradients.empty()) {
    throw CodeError("the gradient of a function of theta should be one list \"gradient\", but came as \"gradients\"; "
                    "matrices are for code that takes a network");
  }
  if (answer.gradient.n_elem != theta.n_elem) {
    throw CodeError(fmt::format("the gradient should have {} entries as theta has, but has {}; --length gives theta "
                                "another length",
                                theta.n_elem, answer.gradient.n_elem));
  }
  FoundConvention found;
  found.convention = convention;
  found.has_gradient = true;
  found.returns = answer.returns;
  found.changed = answer.changed;
  return found;
}

// Any two functions of a number look like a cost and its gradient where theta has one entry.
bool is_accident(const Choice& choice, const TestPoint& point, std::size_t count) {
  return count > 1 && point.problem.theta.n_elem == 1 && choice.name.find(',') != choice.name.npos;
}

CheckedCode find_theta(const Code& code, const std::vector<TestPoint>& points) {
  std::string complaint;
  for (std::size_t choice = 0; choice < code.description.choices.size(); ++choice) {
    for (const std::string& shape : code.description.theta_shapes) {
      for (const TestPoint& point : points) {
        if (is_accident(code.description.choices[choice], point, points.size())) continue;
        CallingConvention convention;
        convention.choice = choice;
        convention.theta_shape = shape;
        try {
          CheckedCode found;
          found.convention = try_theta(*code.conversation, convention, point.problem.theta);
          found.points = {{point, {}, {}}};
          return found;
        } catch (const CodeError& error) {
          if (complaint.empty()) complaint = code.description.choices[choice].name + ": " + error.what();
        }
      }
    }
  }
  throw CodeError(complaint);
}

// What the caller does not say, the code may.
check::CheckOptions with_own_sizes(check::CheckOptions options, const Description& description) {
  if (options.typical_size.is_empty()) options.typical_size = description.typical_size;
  if (options.lower.is_empty()) options.lower = description.lower;
  if (options.upper.is_empty()) options.upper = description.upper;
  return options;
}

}  // namespace

CheckedCode check_theta(const Code& code, const std::vector<TestPoint>& points, const check::CheckOptions& options) {
  try {
    CheckedCode found = find_theta(code, points);
    const Choice& choice = code.description.choice_of(found.convention.convention);
    const arma::vec& theta = found.points.front().point.problem.theta;
    diagnosis::Checked& checked = found.points.front().checked;
    check::CheckOptions everywhere = options;
    everywhere.trust_constant = false;
    const check::CheckOptions wanted = with_sample(everywhere, found.convention.remarks, theta.n_elem);
    const EvaluateAt evaluate = [&](const arma::vec& at) {
      code.conversation->set_base(at);
      const GradientAnswer answer = code.conversation->evaluate();
      if (arma::approx_equal(at, theta, "absdiff", 0.0)) checked.plain_costs[choice.name] = answer.cost;
      return Evaluation{answer.cost, answer.gradient};
    };
    if (is_unwritten(evaluate, theta)) throw CodeError(unwritten);
    checked.result = check_function(*code.conversation, make_objective(code.conversation, same_places(theta.n_elem)),
                                    {choice.name, evaluate}, theta, with_own_sizes(wanted, code.description));
    Block whole;
    whole.name = "theta";
    whole.rows = theta.n_elem;
    whole.columns = 1;
    explain_by_own_cost(*code.conversation, evaluate, theta, {whole}, checked);
    found.diagnoses = checked.diagnoses;
    add_changed_arguments(choice, found.convention.changed, checked.result);
    return found;
  } catch (const CodeError& error) {
    refuse(code, error, advise_adapter(code, code.description.functions.empty() ? "" : list_functions(code)));
  }
}

}  // namespace gradlab::languages
