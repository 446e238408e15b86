// Judges the exercise of lesson 3: an optimizer.
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_03 {

using namespace teach;

Assessment judge(Attempt& attempt, const Exercise& exercise) {
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
  ExerciseTest test{exercise.function, {"theta"}, {}, {}, "Your optimizer goes down with gradients it has never seen."};
  for (const Descent& d : inputs) {
    test.cases.push_back({fmt::format("{} steps of 0.1 in {} dimensions", d.steps, d.theta.n_elem),
                              list_of(to_affine_argument(d.A, d.b), to_argument(d.theta), rate, d.steps),
                              {run(d, d.steps, rate, true)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Descent& d) { return Matrices{arma::vec(function(d))}; });
  };
  test.rivals = {
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
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_03
