// Lesson 3: one gradient, two optimizers that use it.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/logistic_regression/loop.hpp"
#include "program/learn/live.hpp"

#include <fmt/format.h>

#include <functional>

namespace gradlab::tutorials {

namespace {

using Gradient = std::function<arma::vec(const arma::vec& theta)>;

// Is it a virginica? From length and width of the petal.
CostAndGradient virginica(const arma::vec& theta) {
  static const data::Dataset iris = data::iris();
  static const arma::vec y = arma::conv_to<arma::vec>::from(iris.y == 2);
  return logistic_regression::loop::cost_function(theta, iris.X.tail_cols(2), y, 1);
}

struct Walk {
  arma::vec theta;
  int steps = 0;
};

constexpr double flat = 1e-4;  // we stop where the gradient is shorter than this,
constexpr int enough = 20000;  // or after so many steps

Walk fixed_steps(const Gradient& gradient, arma::vec theta, double alpha) {
  int steps = 0;
  for (arma::vec g = gradient(theta); arma::norm(g) > flat && steps < enough; g = gradient(theta)) {
    theta -= alpha * g;
    ++steps;
  }
  return {theta, steps};
}

Walk learned_steps(const Gradient& gradient, arma::vec theta, double alpha) {
  int steps = 0;
  for (arma::vec g = gradient(theta); arma::norm(g) > flat && steps < enough; ++steps) {
    const arma::vec moved = -alpha * g;
    const arma::vec g_there = gradient(theta + moved);
    const arma::vec change = g_there - g;
    alpha = arma::dot(moved, change) / arma::dot(change, change);
    theta += moved;
    g = g_there;
  }
  return {theta, steps};
}

std::string draw_boxes(const Canvas& canvas) {
  if (canvas.columns < 60) {
    return "  +----------------------------+\n  | J and its gradient         |\n  | knows: data, model         |\n"
           "  | never moves theta          |\n  +----------------------------+\n      ^ theta     | J, gradient\n"
           "      |           v\n  +----------------------------+\n  | the optimizer              |\n"
           "  | knows: numbers only        |\n  | moves theta                |\n  +----------------------------+\n";
  }
  return "   +--------------------------+                +--------------------------+\n"
         "   |   J and its gradient     |     theta      |      the optimizer       |\n"
         "   |                          | <------------- |                          |\n"
         "   |   knows data and model   |                |   knows neither          |\n"
         "   |   never moves theta      | -------------> |   moves theta            |\n"
         "   +--------------------------+  J, gradient   +--------------------------+\n"
         "     backpropagation is here                     gradient descent is here\n";
}

}  // namespace

Live live_03() {
  const Gradient gradient = [](const arma::vec& theta) { return virginica(theta).grad_reg; };
  const Walk slow = fixed_steps(gradient, arma::zeros(3), 0.1);
  const Walk fast = learned_steps(gradient, arma::zeros(3), 0.1);
  const auto tell = [](const std::string& name, const Walk& walk) {
    return fmt::format("{}  {:6} steps   J = {:.6f}   theta = ({:.2f}, {:.2f}, {:.2f})", name, walk.steps,
                       virginica(walk.theta).reg_J, walk.theta(0), walk.theta(1), walk.theta(2));
  };
  Live live;
  live.values["walks"] = tell("fixed  ", slow) + "\n" + tell("learned", fast);
  live.pictures["boxes"] = draw_boxes;
  live.given = {0.1, 1e-4, enough};
  return live;
}

}  // namespace gradlab::tutorials
