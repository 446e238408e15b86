#include "gradlab/languages/regression_form.hpp"

#include "gradlab/models/regression/twins.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

namespace gradlab::languages {

namespace {

using regression::Problem;

constexpr double same_cost = 1e-6;  // relative, where the code is in double precision

bool is_near(double one, double other) { return std::abs(one - other) <= same_cost * (std::abs(other) + 1e-3); }

double plain_cost(Problem problem, const arma::vec& theta) {
  problem.theta = theta;
  problem.lambda = 0;
  return regression::vectorized(problem).cost;
}

double squares(const arma::vec& theta, bool penalizes_first) {
  return arma::dot(theta, theta) - (penalizes_first ? 0 : theta(0) * theta(0));
}

// A mean, a sum, and either without its 1/2.
std::vector<double> factors_for(const Problem& problem) {
  const double m = static_cast<double>(problem.X.n_rows);
  if (problem.kind == regression::Kind::logistic) return {1, m};
  return {1, 2, m, 2 * m};
}

// No entry of one is in proportion to that of another.
std::vector<arma::vec> thetas_around(const arma::vec& theta) {
  arma::vec other = arma::reverse(theta);
  other(0) += 0.25;
  return {theta, other, 0.5 * theta - 0.125};
}

}  // namespace

bool RegressionForm::is_ours(const Problem& problem) const {
  return factor == 1 && is_near(penalty, problem.lambda / (2 * static_cast<double>(problem.X.n_rows))) &&
         (!penalizes_first || problem.lambda == 0);
}

std::optional<RegressionForm> find_regression_form(const std::function<double(const arma::vec& theta)>& cost,
                                                   const Problem& problem) {
  const std::vector<arma::vec> thetas = thetas_around(problem.theta);
  std::vector<double> costs, plain;
  for (const arma::vec& theta : thetas) {
    costs.push_back(cost(theta));
    plain.push_back(plain_cost(problem, theta));
  }
  for (const double factor : factors_for(problem)) {
    for (const bool penalizes_first : {false, true}) {
      RegressionForm form{factor, 0, penalizes_first};
      form.penalty = (costs[0] - factor * plain[0]) / squares(thetas[0], penalizes_first);
      if (is_near(form.penalty, 0)) form.penalty = 0;
      bool fits = form.penalty >= 0;
      for (std::size_t i = 0; i < thetas.size() && fits; ++i) {
        fits = is_near(costs[i], factor * plain[i] + form.penalty * squares(thetas[i], penalizes_first));
      }
      if (fits) return form;
    }
  }
  return {};
}

Evaluation evaluate_form(const RegressionForm& form, const Problem& problem) {
  Problem plain = problem;
  plain.lambda = 0;
  const regression::CostAndGradient ours = regression::vectorized(plain);
  arma::vec penalized = problem.theta;
  if (!form.penalizes_first) penalized(0) = 0;
  return {form.factor * ours.cost + form.penalty * arma::dot(penalized, penalized),
          form.factor * ours.grad + 2 * form.penalty * penalized};
}

std::string name_form(const RegressionForm& form, const Problem& problem) {
  const double m = static_cast<double>(problem.X.n_rows);
  std::string words;
  if (form.factor != 1) {
    words = form.factor == m       ? "its cost is m times that of the exercise"
            : form.factor == 2 * m ? "its cost is 2*m times that of the exercise"
                                   : fmt::format("its cost is {:g} times that of the exercise", form.factor);
  }
  const bool has_other_penalty = !is_near(form.penalty, problem.lambda / (2 * m)) || form.penalizes_first;
  if (has_other_penalty && form.penalty != 0) {
    words += fmt::format("{}its penalty is {:.4g} * sum(theta.^2), {} theta(0)", words.empty() ? "" : "; ",
                         form.penalty, form.penalizes_first ? "with" : "without");
  }
  return words;
}

}  // namespace gradlab::languages
