// The judges of lessons 6 and 7: a derivative by hand, and the sigmoid's.
// Judging by the results is done in values.hpp.
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/judges.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::program::exercise {

// ---- Lesson 6: one derivative by hand ----

Outcome judge_by_hand(Attempt& attempt, const Exercise& exercise) {
  struct Unit {
    double hidden, output, target;
  };
  const std::vector<Unit> inputs = {{0.59326999210718, 0.75136506955232, 0.01},
                                    {0.59688437825977, 0.77292846532146, 0.99}};
  const auto right = [](const Unit& u) { return (u.output - u.target) * u.output * (1 - u.output) * u.hidden; };
  Question question{exercise.function, {"dE/dw"}, {}, {}, "For w5 of the 2-2-2 example you have .08216704."};
  for (const Unit& u : inputs) {
    question.cases.push_back({fmt::format("hidden {:.6f}, output {:.6f}, target {:g}", u.hidden, u.output, u.target),
                              list_of(u.hidden, u.output, u.target),
                              {scalar(right(u))}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Unit& u) { return Matrices{scalar(function(u))}; });
  };
  question.rivals = {
      {"flipped-sign", "The sign is wrong: target - output instead of output - target.", "",
       "E has (target - output)^2/2, whose derivative after the output is output - target.",
       rival([&](const Unit& u) { return -right(u); })},
      {"missing-derivative", "The factor output*(1 - output), the sigmoid's derivative, is missing.", "",
       "The output is sigmoid(z): multiply by output*(1 - output).",
       rival([](const Unit& u) { return (u.output - u.target) * u.hidden; })},
      {"missing-input", "The last factor is missing: what the weight is multiplied by.", "",
       "z = w*hidden + ..., so dz/dw is the hidden unit's activation.",
       rival([](const Unit& u) { return (u.output - u.target) * u.output * (1 - u.output); })},
      {"wrong-derivative", "The sigmoid's derivative is taken of the hidden unit, not of the output.", "",
       "E depends on w through the output: output*(1 - output).",
       rival([](const Unit& u) { return (u.output - u.target) * u.hidden * (1 - u.hidden) * u.hidden; })},
      {"doubled", "The derivative is twice too large.", "", "The 1/2 in E cancels the 2 of the square.",
       rival([&](const Unit& u) { return 2 * right(u); })},
      {"sigmoid-twice", "The sigmoid is taken of the output, which is a sigmoid already.", "",
       "The derivative in terms of the output is output*(1 - output).",
       rival([](const Unit& u) {
         const double again = sigmoid(u.output);
         return (u.output - u.target) * again * (1 - again) * u.hidden;
       })},
  };
  return judge_values(attempt, question);
}

// ---- Lesson 7: the sigmoid's derivative ----

Outcome judge_sigmoid_gradient(Attempt& attempt, const Exercise& exercise) {
  const std::vector<arma::mat> inputs = {scalar(0), scalar(0.5), scalar(1), {{-2, 3}, {0.25, -0.75}}};
  Question question{exercise.function, {"g"}, {}, {}, "At z = 0, .5 and 1 you have .25, .235004 and .196612."};
  for (const arma::mat& z : inputs) {
    question.cases.push_back({z.n_elem == 1 ? fmt::format("z = {:g}", z(0)) : "z of 2 x 2",
                              list_of(to_argument(z)),
                              {sigmoid_gradient(z)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const arma::mat& z) { return Matrices{arma::mat(function(z, sigmoid(z)))}; });
  };
  using arma::mat;
  question.rivals = {
      {"sigmoid-for-derivative", "This is the sigmoid itself, not its derivative.", "S23",
       "The derivative is sigmoid(z) times (1 - sigmoid(z)).", rival([](const mat&, const mat& s) { return s; })},
      {"z-for-activation", "This is z*(1 - z): z was taken for an activation, but it is what goes into the sigmoid.",
       "S23", "Take the sigmoid of z first, then s*(1 - s).",
       rival([](const mat& z, const mat&) { return mat(z % (1 - z)); })},
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
  return judge_values(attempt, question);
}

}  // namespace gradlab::program::exercise
