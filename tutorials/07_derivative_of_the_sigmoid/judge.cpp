// Judges the exercise of lesson 7: the sigmoid's derivative.
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_07 {

using namespace teach;

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<arma::mat> inputs = {scalar(0), scalar(0.5), scalar(1), {{-2, 3}, {0.25, -0.75}}};
  ExerciseTest test{exercise.function, {"g"}, {}, {}, "At z = 0, .5 and 1 you have .25, .235004 and .196612."};
  for (const arma::mat& z : inputs) {
    test.cases.push_back({z.n_elem == 1 ? fmt::format("z = {:g}", z(0)) : "z of 2 x 2",
                              list_of(to_argument(z)),
                              {sigmoid_gradient(z)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const arma::mat& z) { return Matrices{arma::mat(function(z, sigmoid(z)))}; });
  };
  using arma::mat;
  test.rivals = {
      {"sigmoid-for-derivative", "This is the sigmoid itself, not its derivative.", "S23",
       "The derivative is sigmoid(z) times (1 - sigmoid(z)).", rival([](const mat&, const mat& s) { return s; })},
      {"z-for-activation", "This is z*(1 - z): z was taken for an activation, but it is what goes into the sigmoid.",
       "S23", "Take the sigmoid of z first, then s*(1 - s).",
       rival([](const mat& z, const mat&) { return mat(z % (1 - z)); })},
      {"z-for-activation", "The second factor is 1 - z: it should be 1 - sigmoid(z).", "S23",
       "Take the sigmoid of z first, then s*(1 - s).",
       rival([](const mat& z, const mat& s) { return mat(s % (1 - z)); })},
      {"derivative-of-activation", "The sigmoid was taken twice: this is the derivative at sigmoid(z), not at z.",
       "S23", "Take the sigmoid once, s = sigmoid(z), then s*(1 - s).",
       rival([](const mat&, const mat& s) { return sigmoid_gradient(s); })},
      {"matrix-product", "The product is one of matrices; it should go entry by entry.", "S23",
       "In C++ that is s % (1 - s), in Python s * (1 - s).",
       rival([](const mat&, const mat& s) { return mat(s * (1 - s)); })},
      {"flipped-sign", "There is a plus where a minus belongs: s*(1 + s).", "S23", "s*(1 - s).",
       rival([](const mat&, const mat& s) { return mat(s % (1 + s)); })},
      {"derivative-of-tanh", "1 - s^2 is the derivative of tanh, not of the sigmoid.", "S23", "s*(1 - s).",
       rival([](const mat&, const mat& s) { return mat(1 - s % s); })},
      {"missing-factor", "The factor sigmoid(z) is missing: this is 1 - sigmoid(z).", "S23", "s*(1 - s).",
       rival([](const mat&, const mat& s) { return mat(1 - s); })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_07
