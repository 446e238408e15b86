// Lesson 3: one gradient, two optimizers that use it, and what goes wrong in either.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/regression/logistic/vectorized.hpp"
#include "gradlab/train/lbfgs.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <functional>

namespace gradlab::tutorials::lesson_03 {

namespace {

using arma::vec;
using Gradient = std::function<vec(const vec& theta)>;

// Is it a virginica?
regression::CostAndGradient virginica(const vec& theta) {
  static const data::Dataset iris = data::iris();
  static const vec y = arma::conv_to<vec>::from(iris.y == 2);
  return logistic_regression::vectorized::cost_function(theta, iris.X, y, 1);
}

double cost(const vec& theta) { return virginica(theta).reg_J; }
vec gradient(const vec& theta) { return virginica(theta).grad_reg; }
vec sum_in_place_of_mean(const vec& theta) { return 150 * gradient(theta); }

vec descend(const Gradient& gradient, vec theta, double alpha, int steps) {
  for (int step = 0; step < steps; ++step) theta -= alpha * gradient(theta);
  return theta;
}

std::string walk_down() {
  const vec zero = arma::zeros(5);
  const auto row = [](const std::string& name, auto steps, auto asked, double J) {
    return fmt::format("{:<16}  {:>5}  {:>7}  {:.6f}\n", name, steps, asked, J);
  };
  std::string text = "optimizer         steps    asked  J\n";
  for (const int steps : {20, 200, 2000}) {
    text += row("gradient descent", steps, steps, cost(descend(gradient, zero, 0.1, steps)));
  }
  const train::Minimum end =
      train::minimize_by_lbfgs([](const vec& theta) { return Evaluation{cost(theta), gradient(theta)}; }, zero, {});
  return text + row("L-BFGS", end.iterations(), end.evaluations, cost(end.theta));
}

std::string three_trainings() {
  std::string text = "steps   alpha 0.1   alpha 3    alpha 0.1, not divided by m\n";
  for (int steps = 0; steps <= 6; ++steps) {
    const auto J = [&](const Gradient& g, double alpha) { return cost(descend(g, arma::zeros(5), alpha, steps)); };
    text += fmt::format("{:>5}   {:<9.3f}   {:<8.3f}   {:.3f}\n", steps, J(gradient, 0.1), J(gradient, 3),
                        J(sum_in_place_of_mean, 0.1));
  }
  return text;
}

std::string draw_boxes(const Canvas& canvas) {
  if (canvas.width < 60) {
    return "  +----------------------------+\n  | J and its gradient         |\n  | knows: data, model         |\n"
           "  | never moves theta          |\n  +----------------------------+\n      ^ theta     | J, gradient\n"
           "      |           v\n  +----------------------------+\n  | the optimizer              |\n"
           "  | knows: numbers only        |\n  | moves theta                |\n  +----------------------------+\n";
  }
  return "   +--------------------------+                +--------------------------+\n"
         "   |   J and its gradient     |     theta      |      the optimizer       |\n"
         "   |                          | <------------- |                          |\n"
         "   |   knows data and model   |  J, gradient   |   knows neither          |\n"
         "   |   never moves theta      | -------------> |   moves theta            |\n"
         "   +--------------------------+                +--------------------------+\n"
         "     backpropagation is here                     gradient descent is here\n";
}

}  // namespace

Live live() {
  Live live;
  live.values["walks"] = walk_down();
  live.values["symptoms"] = three_trainings();
  live.pictures["boxes"] = draw_boxes;
  live.given = {0.1, 150, 2000};
  return live;
}

}  // namespace gradlab::tutorials::lesson_03
