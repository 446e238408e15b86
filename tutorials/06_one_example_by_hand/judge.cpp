// Judges the exercise of lesson 6: one derivative by hand.
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_06 {

using namespace teach;

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  struct Unit {
    double hidden, output, target;
  };
  const std::vector<Unit> inputs = {{0.59326999210718, 0.75136506955232, 0.01},
                                    {0.59688437825977, 0.77292846532146, 0.99}};
  const auto right = [](const Unit& u) { return (u.output - u.target) * u.output * (1 - u.output) * u.hidden; };
  ExerciseTest test{exercise.function, {"dE/dw"}, {}, {}, "For w5 of the 2-2-2 example you have .08216704."};
  for (const Unit& u : inputs) {
    test.cases.push_back({fmt::format("hidden {:.6f}, output {:.6f}, target {:g}", u.hidden, u.output, u.target),
                              list_of(u.hidden, u.output, u.target),
                              {scalar(right(u))}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Unit& u) { return Matrices{scalar(function(u))}; });
  };
  test.rivals = {
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
      {"halved", "The derivative is half of the right one.", "", "The 1/2 in E cancels the 2 of the square.",
       rival([&](const Unit& u) { return right(u) / 2; })},
      {"sigmoid-twice", "The sigmoid is taken of the output, which is a sigmoid already.", "",
       "The derivative in terms of the output is output*(1 - output).",
       rival([](const Unit& u) {
         const double again = sigmoid(u.output);
         return (u.output - u.target) * again * (1 - again) * u.hidden;
       })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_06
