#include "gradlab/languages/check_regression.hpp"

#include "gradlab/check/judgement.hpp"
#include "gradlab/languages/objective.hpp"
#include "gradlab/languages/one_try.hpp"
#include "gradlab/languages/regression_form.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/regression/known_mistakes.hpp"
#include "gradlab/models/regression/twins.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace gradlab::languages {

namespace {

using check::Verdict;
using regression::Kind;

constexpr double same_regression = 1e-5;  // relative, as for the network

regression::Problem random_problem(Kind kind, double lambda, std::uint64_t seed) {
  constexpr arma::uword features = 4, examples = 9;
  regression::Problem problem;
  problem.kind = kind;
  problem.lambda = lambda;
  problem.X = neural_network::random_weights({features, examples, 1}, seed + 1).Theta1.tail_cols(features);
  problem.theta = neural_network::random_weights({features, 1, 1}, seed).Theta1.st();
  problem.y = arma::vec(examples);
  for (arma::uword i = 0; i < examples; ++i) {
    const double place = static_cast<double>(i);
    problem.y(i) = kind == Kind::logistic ? static_cast<double>(i * 7 % 3 == 0) : std::sin(1 + 2.3 * place);
  }
  return problem;
}

std::vector<CallingConvention> ways(const Description& description, std::size_t choice) {
  std::vector<CallingConvention> all;
  for (const ExampleForm examples : {ExampleForm::with_ones, ExampleForm::rows, ExampleForm::columns_with_ones,
                                     ExampleForm::columns}) {
    for (const std::string shape : {"flat", "column", "row"}) {
      for (const std::string theta : {"flat", "column", "row"}) {
        for (const std::string& container : description.containers) {
          CallingConvention way;
          way.choice = choice;
          way.label_shape = shape;
          way.theta_shape = theta;
          way.container = container;
          way.examples = examples;
          all.push_back(way);
        }
      }
    }
  }
  return all;
}

bool are_near(double one, double other) { return std::abs(one - other) <= same_regression * std::abs(other); }

bool are_near(const arma::vec& one, const arma::vec& other) {
  return one.n_elem == other.n_elem &&
         arma::all(arma::abs(one - other) <= same_regression * arma::abs(other).max());
}

void hand_over(const Code& code, const CallingConvention& way, const regression::Problem& problem) {
  code.conversation->use(way);
  code.conversation->set_examples(problem.X, problem.y, problem.lambda, way);
  code.conversation->set_base(problem.theta);
}

struct FoundRegression {
  FoundConvention convention;
  Kind kind = Kind::logistic;
  std::optional<RegressionForm> form;  // whose cost it has, at lambda 0
};

std::optional<RegressionForm> form_of(const Code& code, const regression::Problem& problem) {
  return find_regression_form(
      [&](const arma::vec& theta) { return code.conversation->cost(theta); }, problem);
}

FoundRegression try_way(const Code& code, const CallingConvention& way, const regression::Problem& problem) {
  hand_over(code, way, problem);
  const GradientAnswer answer = code.conversation->evaluate();
  const regression::CostAndGradient ours = regression::vectorized(problem);
  FoundConvention found;
  found.convention = way;
  found.cost = answer.cost;
  found.returns = answer.returns;
  found.changed = answer.changed;
  found.cost_matches = are_near(answer.cost, ours.reg_J);
  found.has_gradient = answer.has_gradient && answer.gradient.n_elem == problem.theta.n_elem;
  found.gradient_matches = found.has_gradient && are_near(answer.gradient, ours.grad_reg);
  if (!found.has_gradient || (found.cost_matches && found.gradient_matches)) return {found, problem.kind, {}};
  const std::optional<RegressionForm> form = form_of(code, problem);
  if (form) {
    found.cost_matches = true;
    found.gradient_matches = are_near(answer.gradient, evaluate_form(*form, problem).gradient);
  } else {
    found.fits_own_cost = fits_own_cost(*code.conversation, problem.theta, answer.gradient);
  }
  return {found, problem.kind, form};
}

int rank_of(const FoundConvention& found) {
  if (found.fits_own_cost && !found.gradient_matches) return 4;
  return (found.cost_matches ? 2 : 0) + (found.gradient_matches ? 2 : 0) + (found.has_gradient ? 1 : 0);
}

bool has_enough(const FoundConvention& found, MustMatch must) {
  if (!found.has_gradient) return false;
  if (must == MustMatch::both) return found.cost_matches && found.gradient_matches;
  return must == MustMatch::nothing || found.cost_matches || found.gradient_matches || found.fits_own_cost;
}

std::optional<FoundRegression> find_regression(const Code& code, const std::vector<Kind>& kinds, std::uint64_t seed,
                                               std::optional<CodeError>& first_error) {
  std::optional<FoundRegression> best;
  for (std::size_t choice = 0; choice < code.description.choices.size(); ++choice) {
    const Choice& one = code.description.choices[choice];
    if (!one.takes_network || !may_be_regression(one)) continue;
    for (const Kind kind : kinds) {
      const regression::Problem problem = random_problem(kind, 0, seed);
      for (const CallingConvention& way : ways(code.description, choice)) {
        try {
          const FoundRegression found = try_way(code, way, problem);
          if (!best || rank_of(found.convention) > rank_of(best->convention)) best = found;
          if (rank_of(found.convention) == 5) return best;
        } catch (const CodeError& error) {
          if (!first_error) first_error = error;
        }
      }
    }
  }
  return best;
}

const char* name_of(Kind kind) { return kind == Kind::logistic ? "logistic regression" : "linear regression"; }

// Where the cost is another regression's, that one is the measure. Nothing where ours is.
std::optional<RegressionForm> measure_for(const Code& code, const regression::Problem& problem, const Choice& choice) {
  const std::optional<RegressionForm> form = form_of(code, problem);
  if (!form || form->is_ours(problem)) return {};
  const bool ignores_lambda = problem.lambda > 0 && choice.takes_lambda && form->penalty == 0;
  return ignores_lambda ? std::nullopt : form;
}

// The measure's cost judges the code's, and its gradient stands beside it.
void judge_cost(CheckedPoint& point, const Evaluation& measure) {
  check::CheckResult& result = point.checked.result;
  if (result.implementations.empty()) return;
  check::ImplementationResult& code = result.implementations.front();
  const double allowed = check::cost_tolerance * std::max(std::abs(code.cost), std::abs(measure.cost)) +
                         diagnosis::uncertainty_of_cost(result);
  point.cost_right = std::abs(code.cost - measure.cost) <= allowed;
  point.gradient_right = are_near(code.gradient, measure.gradient);
  code.cost_verdict = point.cost_right ? Verdict::agree : Verdict::disagree;
  code.verdict = check::worst_of(code.verdict, code.cost_verdict);
  result.verdict = check::worst_of(result.verdict, code.verdict);
}

// In the exercise's words, theta(0) belongs to the bias; whether it does here is not known.
void doubt_penalty(const Choice& choice, check::CheckResult& result) {
  if (!choice.takes_lambda || choice.signature.find("theta") == choice.signature.npos) return;
  result.troubles.push_back({"penalized_bias", "its penalty holds theta(0), in J and in the gradient alike;\n"
                                               "    where theta(0) belongs to a bias it should be left out",
                             check::Severity::doubt});
  result.verdict = check::worst_of(result.verdict, Verdict::undecided);
}

CheckedPoint check_at(const Code& code, FoundRegression& found, const regression::Problem& problem,
                      const check::CheckOptions& options) {
  const Choice& choice = code.description.choice_of(found.convention.convention);
  hand_over(code, found.convention.convention, problem);
  CheckedPoint point;
  point.blocks = regression::name_blocks(problem.X.n_cols);
  point.has_gradient = true;
  point.point.problem.theta = problem.theta;
  point.point.problem.lambda = problem.lambda;
  point.point.weights = fmt::format("{} entries, random; lambda {:g}", problem.theta.n_elem, problem.lambda);
  const auto evaluate = [&](const arma::vec& theta) {
    code.conversation->set_base(theta);
    const GradientAnswer answer = code.conversation->evaluate();
    point.checked.plain_costs[choice.name] = arma::datum::nan;
    return Evaluation{answer.cost, answer.gradient};
  };
  Objective objective = make_objective(code.conversation, same_places(problem.theta.n_elem));
  objective.blocks = point.blocks;
  const std::optional<RegressionForm> other = measure_for(code, problem, choice);
  code.conversation->set_base(problem.theta);
  point.checked.result = check_function(*code.conversation, objective, {choice.name, evaluate}, problem.theta, options);
  if (found.convention.fits_own_cost) return point;
  const regression::CostAndGradient ours = regression::vectorized(problem);
  judge_cost(point, other ? evaluate_form(*other, problem) : Evaluation{ours.reg_J, ours.grad_reg});
  if (other) {
    found.convention.remarks.push_back(name_form(*other, problem) + ": judged by its own cost");
    if (other->penalizes_first) doubt_penalty(choice, point.checked.result);
  } else if (point.checked.result.verdict != Verdict::agree) {
    point.checked.diagnoses = diagnosis::diagnose(regression::make_known_mistakes(problem), point.checked.result);
  }
  return point;
}

}  // namespace

bool may_be_regression(const Choice& choice) {
  const std::string& words = choice.arguments;
  return choice.takes_network && !choice.has_own_shape && !choice.takes_sizes && words.find("Theta") == words.npos &&
         words.find("theta") != words.npos && words.find('[') == words.npos;
}

std::optional<CheckedCode> check_regression(const Code& code, const std::vector<Kind>& kinds, MustMatch must,
                                            std::uint64_t seed, const check::CheckOptions& options) {
  std::optional<CodeError> first_error;
  std::optional<FoundRegression> found = find_regression(code, kinds, seed, first_error);
  const bool is_sure = must == MustMatch::nothing;
  if (is_sure && !found) throw first_error.value_or(CodeError("no function takes theta, X, y and perhaps lambda"));
  if (!found) return {};
  const FoundConvention& called = found->convention;
  if (is_sure && !called.has_gradient) {
    throw CodeError("it returns J alone; expected (J, gradient), or name two functions: FILE:cost,gradient");
  }
  if (!has_enough(called, must)) return {};
  CheckedCode checked;
  found->convention.remarks.push_back(called.fits_own_cost
                                          ? "it is called as a regression is, and is judged by its own cost alone"
                                          : fmt::format("it is judged as {}, beside our own", name_of(found->kind)));
  const Choice& choice = code.description.choice_of(called.convention);
  std::vector<double> lambdas = {0};
  if (choice.takes_lambda) lambdas.push_back(2);
  for (const double lambda : lambdas) {
    checked.points.push_back(check_at(code, *found, random_problem(found->kind, lambda, seed), options));
    add_changed_arguments(choice, called.changed, checked.points.back().checked.result);
  }
  checked.convention = called;
  return checked;
}

}  // namespace gradlab::languages
