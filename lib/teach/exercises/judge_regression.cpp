// The judges of lessons 1 to 3: a step of descent, the cost of logistic regression, an optimizer.
// Judging by the results is done in values.hpp.
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/judges.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::program::exercise {

namespace {

struct Regression {
  arma::mat X;
  arma::vec y, theta;
};

arma::vec mean_gradient(const Regression& r) {
  return r.X.t() * (r.X * r.theta - r.y) / static_cast<double>(r.X.n_rows);
}

constexpr double alpha = 0.05;

}  // namespace

Outcome judge_gradient_step(Attempt& attempt, const Exercise& exercise) {
  const arma::mat X = {{1, 2}, {1, 3.5}, {1, 5}, {1, 6}};
  const arma::vec y = {1, 3, 4.5, 7};
  const std::vector<Regression> inputs = {{X, y, {0, 0}}, {X, y, {-1, 2}}};
  Question question{exercise.function, {"theta"}, {}, {}, "From two starting points, the step goes where it should."};
  for (const Regression& r : inputs) {
    question.cases.push_back({fmt::format("4 examples, from theta = ({:g}, {:g})", r.theta(0), r.theta(1)),
                              list_of(to_argument(r.X), to_argument(r.y), to_argument(r.theta), alpha),
                              {r.theta - alpha * mean_gradient(r)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Regression& r) { return Matrices{arma::vec(function(r))}; });
  };
  question.rivals = {
      {"uphill", "The step goes uphill: J grows.", "", "Subtract alpha times the gradient, with X*theta - y in it.",
       rival([](const Regression& r) -> arma::vec { return r.theta + alpha * mean_gradient(r); })},
      {"missing-mean", "The gradient is a sum over the examples, not their mean.", "",
       "Divide it by m, the number of rows of X.",
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * 4.0 * mean_gradient(r); })},
      {"doubled", "The gradient is twice too large.", "", "J has 1/(2m), whose 2 cancels against that of the square.",
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * 2.0 * mean_gradient(r); })},
      {"one-after-the-other", "theta(1) was computed with the new theta(0): the two must change together.", "",
       "Compute the whole gradient first, then change theta.", rival([](Regression r) -> arma::vec {
         r.theta(0) -= alpha * mean_gradient(r)(0);
         r.theta(1) -= alpha * mean_gradient(r)(1);
         return r.theta;
       })},
      {"missing-alpha", "The step lacks the learning rate.", "", "Multiply the gradient by alpha.",
       rival([](const Regression& r) -> arma::vec { return r.theta - mean_gradient(r); })},
      {"gradient-for-step", "This is the gradient, not theta after the step.", "", "Return theta - alpha * gradient.",
       rival([](const Regression& r) -> arma::vec { return mean_gradient(r); })},
  };
  return judge_values(attempt, question);
}

Outcome judge_logistic_cost(Attempt& attempt, const Exercise& exercise) {
  const arma::mat X = {{1, 0.5}, {1, -1.5}, {1, 2}, {1, -0.25}};
  const arma::vec y = {1, 0, 1, 0};
  const std::vector<Regression> inputs = {{X, y, {0, 0}}, {X, y, {0.5, -1}}};
  Question question{exercise.function, {"J"}, {}, {}, "At theta = 0 your cost is ln 2 = .693147, whatever the data."};
  const auto total = [](const Regression& r) {
    const arma::vec h = sigmoid(arma::vec(r.X * r.theta));
    return arma::accu(-r.y % arma::log(h) - (1 - r.y) % arma::log(1 - h));
  };
  for (const Regression& r : inputs) {
    question.cases.push_back({fmt::format("4 examples, theta = ({:g}, {:g})", r.theta(0), r.theta(1)),
                              list_of(to_argument(r.X), to_argument(r.y), to_argument(r.theta)),
                              {scalar(total(r) / 4)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Regression& r) {
      return Matrices{scalar(function(r, arma::vec(sigmoid(arma::vec(r.X * r.theta)))))};
    });
  };
  using arma::vec;
  question.rivals = {
      {"half-cross-entropy", "Only the term for y = 1 is there.", "", "Subtract (1 - y) % log(1 - h) too.",
       rival([](const Regression& r, const vec& h) { return arma::accu(-r.y % arma::log(h)) / 4; })},
      {"missing-mean", "The terms are summed, but not divided by m.", "", "Divide by the number of examples.",
       rival([&](const Regression& r, const vec&) { return total(r); })},
      {"flipped-sign", "The cost is negative: the minus before the logarithms is missing.", "",
       "Both terms have a minus.", rival([&](const Regression& r, const vec&) { return -total(r) / 4; })},
      {"flipped-term", "The second term is added where it should be subtracted.", "", "Both terms have a minus.",
       rival([](const Regression& r, const vec& h) {
         return arma::accu(-r.y % arma::log(h) + (1 - r.y) % arma::log(1 - h)) / 4;
       })},
      {"squared-error", "This is half the squared error, as in linear regression.", "",
       "Take the logarithms: the cross-entropy.",
       rival([](const Regression& r, const vec& h) { return arma::accu(arma::square(h - r.y)) / 8; })},
      {"missing-sigmoid", "X*theta itself is in the logarithm.", "", "h = sigmoid(X*theta).",
       rival([](const Regression& r, const vec&) {
         const vec z = r.X * r.theta;
         return arma::accu(-r.y % arma::log(z) - (1 - r.y) % arma::log(1 - z)) / 4;
       })},
  };
  return judge_values(attempt, question);
}

Outcome judge_minimize(Attempt& attempt, const Exercise& exercise) {
  struct Descent {
    arma::mat A;
    arma::vec b, theta;
    int steps;
  };
  const std::vector<Descent> inputs = {{{{2, 0.5}, {0.5, 1}}, {1, -1}, {0, 0}, 5},
                                       {{{1, 0, 0}, {0, 3, 1}, {0, 1, 2}}, {0.5, 1, 2}, {1, 1, 1}, 12}};
  const auto run = [](const Descent& d, int steps, double rate, bool fresh) {
    arma::vec theta = d.theta;
    arma::vec gradient = d.A * theta - d.b;
    for (int i = 0; i < steps; ++i) {
      if (fresh) gradient = d.A * theta - d.b;
      theta -= rate * gradient;
    }
    return theta;
  };
  constexpr double rate = 0.1;
  Question question{exercise.function, {"theta"}, {}, {}, "Your optimizer goes down with gradients it has never seen."};
  for (const Descent& d : inputs) {
    question.cases.push_back({fmt::format("{} steps of 0.1 in {} dimensions", d.steps, d.theta.n_elem),
                              list_of(to_argument(arma::mat(arma::join_rows(d.A, d.b))), to_argument(d.theta), rate,
                                      d.steps),
                              {run(d, d.steps, rate, true)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Descent& d) { return Matrices{arma::vec(function(d))}; });
  };
  question.rivals = {
      {"uphill", "The steps go uphill.", "", "Subtract alpha times the gradient.",
       rival([&](const Descent& d) { return run(d, d.steps, -rate, true); })},
      {"stale-gradient", "The gradient was computed once, at the start, and used in every step.", "",
       "Ask for the gradient inside the loop: it changes with theta.",
       rival([&](const Descent& d) { return run(d, d.steps, rate, false); })},
      {"one-step", "Only one step was made.", "", "Repeat it, `steps` times; is the return inside the loop?",
       rival([&](const Descent& d) { return run(d, 1, rate, true); })},
      {"off-by-one", "One step is missing.", "", "Count from 0 up to, but not including, `steps`.",
       rival([&](const Descent& d) { return run(d, d.steps - 1, rate, true); })},
      {"off-by-one", "There is one step too many.", "", "Count from 0 up to, but not including, `steps`.",
       rival([&](const Descent& d) { return run(d, d.steps + 1, rate, true); })},
      {"missing-alpha", "The step lacks the learning rate.", "", "Multiply the gradient by alpha.",
       rival([&](const Descent& d) { return run(d, d.steps, 1, true); })},
      {"no-step", "theta is returned as it came.", "", "Change theta in each step.",
       rival([&](const Descent& d) { return d.theta; })},
  };
  return judge_values(attempt, question);
}

}  // namespace gradlab::program::exercise
