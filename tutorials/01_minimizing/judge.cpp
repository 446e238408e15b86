// Judges the exercise of lesson 1: a step of gradient descent.
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_01 {

using namespace teach;

namespace {

struct Regression {
  arma::mat X;
  arma::vec y, theta;
};

arma::vec mean_gradient(const Regression& r) {
  return r.X.t() * (r.X * r.theta - r.y) / static_cast<double>(r.X.n_rows);
}

double examples(const Regression& r) { return static_cast<double>(r.X.n_rows); }

constexpr double alpha = 0.05;

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const arma::mat X = {{1, 2}, {1, 3.5}, {1, 5}, {1, 6}};
  const arma::vec y = {1, 3, 4.5, 7};
  const arma::mat X5 = arma::join_cols(X, arma::mat{{1, 7.5}});
  const arma::vec y5 = arma::join_cols(y, arma::vec{8});
  const std::vector<Regression> inputs = {{X, y, {0, 0}}, {X5, y5, {-1, 2}}};
  ExerciseTest test{exercise.function, {"theta"}, {}, {}, "From two starting points, the step goes where it should."};
  for (const Regression& r : inputs) {
    test.cases.push_back({fmt::format("{} examples, from theta = ({:g}, {:g})", r.X.n_rows, r.theta(0), r.theta(1)),
                              list_of(to_argument(r.X), to_argument(r.y), to_argument(r.theta), alpha),
                              {r.theta - alpha * mean_gradient(r)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Regression& r) { return Matrices{arma::vec(function(r))}; });
  };
  test.rivals = {
      {"uphill", "The step goes uphill: J grows.", "", "Subtract alpha times the gradient, with X*theta - y in it.",
       rival([](const Regression& r) -> arma::vec { return r.theta + alpha * mean_gradient(r); })},
      {"missing-mean", "The gradient is a sum over the examples, not their mean.", "",
       "Divide it by m, the number of rows of X.",
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * examples(r) * mean_gradient(r); })},
      {"doubled", "The gradient is twice too large.", "", "J has 1/(2m), whose 2 cancels against that of the square.",
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * 2.0 * mean_gradient(r); })},
      {"divided-by-features", "The gradient is divided by the number of columns of X, not by that of its rows.", "",
       "m is the number of examples: the rows of X, as len(X) and X.shape[0] give them.",
       rival([](const Regression& r) -> arma::vec {
         return r.theta - alpha * examples(r) / static_cast<double>(r.X.n_cols) * mean_gradient(r);
       })},
      {"halved", "The gradient is half of the right one.", "",
       "The 2 of 1/(2m) cancels against that of the square: divide by m, not by 2m.",
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * mean_gradient(r) / 2; })},
      {"brackets", "The gradient is m*m/2 times too large.", "", mind_the_brackets,
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * examples(r) * examples(r) / 2 * mean_gradient(r); })},
      {"no-step", "theta is returned as it came: the step is 0, or was not made.", "", mind_whole_numbers,
       rival([](const Regression& r) { return r.theta; })},
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
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_01
