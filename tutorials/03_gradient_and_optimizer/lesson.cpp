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

// Is it a virginica, by these measurements?
regression::CostAndGradient virginica(const vec& theta, const arma::mat& measured) {
  static const vec y = arma::conv_to<vec>::from(data::iris().y == 2);
  return logistic_regression::vectorized::cost_function(theta, measured, y, 1);
}

regression::CostAndGradient virginica(const vec& theta) {
  static const arma::mat all_four = data::iris().X;
  return virginica(theta, all_four);
}

double cost(const vec& theta) { return virginica(theta).reg_J; }
vec gradient(const vec& theta) { return virginica(theta).grad_reg; }
vec sum_in_place_of_mean(const vec& theta) { return 150 * gradient(theta); }

vec descend(const Gradient& gradient, vec theta, double alpha, int steps) {
  for (int step = 0; step < steps; ++step) theta -= alpha * gradient(theta);
  return theta;
}

const char* walk_heading = "optimizer         steps    asked  J\n";

std::string walk_row(const std::string& name, arma::uword steps, arma::uword asked, double J) {
  return fmt::format("{:<16}  {:>5}  {:>7}  {:.6f}\n", name, steps, asked, J);
}

std::string walk_down() {
  const vec zero = arma::zeros(5);
  std::string text = walk_heading;
  for (const int steps : {20, 200, 2000}) {
    const auto count = static_cast<arma::uword>(steps);
    text += walk_row("gradient descent", count, count, cost(descend(gradient, zero, 0.1, steps)));
  }
  const train::Minimum end =
      train::minimize_by_lbfgs([](const vec& theta) { return Evaluation{cost(theta), gradient(theta)}; }, zero, {});
  return text + walk_row("L-BFGS", end.iterations(), end.evaluations, cost(end.theta));
}

// By the width of the petal alone.
Landscape valley() {
  const auto cost = [width = arma::mat(data::iris().X.col(3))](const vec& theta) {
    const auto here = virginica(theta, width);
    return Evaluation{here.reg_J, here.grad_reg};
  };
  return {.cost = cost,
          .x = {"theta_0 (bias)", -10, 2},
          .y = {"theta_1 (width)", -2, 6},
          .start = {0, 0},
          .alpha = 1,
          .steps = 200,
          .optimizers = {{"gradient descent", train::minimize_by_gradient_descent}, {"L-BFGS", train::minimize_by_lbfgs}}};
}

std::string count_steps() {
  std::string text = walk_heading;
  for (const teach::Path& path : find_paths(valley())) {
    text += walk_row(path.name, path.points.n_rows - 1, path.evaluations, path.points.tail_rows(1)(2));
  }
  return text;
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
  live.values["counted"] = count_steps();
  live.values["symptoms"] = three_trainings();
  live.pictures["valley"] = valley;
  live.pictures["boxes"] = [] { return Diagram{draw_boxes}; };
  live.given = {0.1, 150, 2000};
  return live;
}

}  // namespace gradlab::tutorials::lesson_03
