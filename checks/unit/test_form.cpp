// Networks of other forms than the source's: each gradient is that of its own cost, and of no other form's.
#include "diagnosing.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/models/network/form.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace test_form {

using namespace diagnosing;

namespace {

std::vector<Form> all_forms() {
  std::vector<Form> forms;
  for (const Activation hidden : {Activation::sigmoid, Activation::tanh, Activation::relu, Activation::leaky_relu}) {
    for (const Output output :
         {Output::cross_entropy, Output::softmax, Output::squared_error, Output::linear_squared_error}) {
      Form form;
      form.hidden = hidden;
      form.output = output;
      forms.push_back(form);
      form.factor = 0.5;
      form.power_of_K = -1;
      form.penalty = PenaltyFactor::lambda_over_2;
      forms.push_back(form);
    }
  }
  return forms;
}

Evaluation evaluate(const Form& form, Problem problem, const vec& theta) {
  problem.theta = theta;
  return to_evaluation(run_form(form, problem));
}

// The gradient of one form against the differences of another one's cost.
check::Verdict judge(const Form& gradient, const Form& cost, const Problem& problem) {
  Objective objective;
  objective.cost = [&](const vec& theta) { return evaluate(cost, problem, theta).cost; };
  objective.blocks = name_blocks(problem.sizes);
  const auto claim = [&](const vec& theta) {
    return Evaluation{evaluate(cost, problem, theta).cost, evaluate(gradient, problem, theta).gradient};
  };
  return check::check_gradients(objective, {{"form", claim}}, problem.theta).verdict;
}

}  // namespace

TEST_SUITE_BEGIN("form");

TEST_CASE("the gradient of each form is that of its cost, and of no other form's") {
  const Problem problem = random_problem({6, 4, 4}, 9, 1, 3);
  const std::vector<Form> forms = all_forms();
  for (const Form& form : forms) {
    CAPTURE(name_layers(form));
    CHECK(judge(form, form, problem) == check::Verdict::agree);
  }
  for (std::size_t i = 1; i < forms.size(); ++i) {
    CAPTURE(name_layers(forms[i]));
    CHECK(judge(forms[i - 1], forms[i], problem) == check::Verdict::disagree);
  }
}

TEST_CASE("the form of the source is the source's network") {
  const Problem problem = random_problem({6, 4, 4}, 9, 1, 3);
  const CostAndGradients form = run_form({}, problem), ours = vectorized::nn_cost_function(problem);
  CHECK(Form{}.is_source());
  CHECK(form.reg_J == doctest::Approx(ours.reg_J).epsilon(1e-14));
  CHECK(arma::abs(form.grad1_reg - ours.grad1_reg).max() < 1e-14);
  CHECK(mean_cost({}, problem, problem.theta) == doctest::Approx(ours.cost).epsilon(1e-14));
}

TEST_CASE("a guard moves the cost by its own size, and a larger one by more") {
  const Problem problem = debug_network();
  Form form;
  form.guard = Guard::added;
  const double plain = mean_cost({}, problem, problem.theta);
  form.epsilon = 1e-6;
  const double small = plain - mean_cost(form, problem, problem.theta);
  form.epsilon = 1e-5;
  const double large = plain - mean_cost(form, problem, problem.theta);
  CHECK(small > 1e-6);
  CHECK(large == doctest::Approx(10 * small).epsilon(1e-4));
}

TEST_CASE("the mistakes of another form are named in it, and a right gradient has none") {
  const Problem problem = random_problem({6, 4, 4}, 9, 1, 3);
  Form tanh;
  tanh.hidden = Activation::tanh;
  const KnownMistakes known = make_known_mistakes(problem, tanh);
  CHECK(gradlab::diagnosis::diagnose(known, evaluate(tanh, problem, problem.theta)).empty());
  for (std::size_t i = 0; i < known.mistakes.size(); ++i) {
    const std::string name = gradlab::name_of(known.mistakes[i]);
    CAPTURE(name);
    const auto findings = gradlab::diagnosis::diagnose(known, sum_of(known.run({i})));
    CHECK(suspected(findings).contains(name));
  }
  CHECK(known.mistakes.size() < mistakes().size());
}

TEST_SUITE_END();

}  // namespace test_form
