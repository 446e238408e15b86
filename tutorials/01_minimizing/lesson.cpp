// Lesson 1: a straight line through the petals of 150 flowers, found by gradient descent.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/regression/linear/loop.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_01 {

namespace {

struct Flowers {
  arma::mat length;  // of the petals, (150, 1)
  arma::vec width;
};

Flowers flowers() {
  const data::Dataset iris = data::iris();
  return {iris.X.col(2), iris.X.col(3)};
}

double cost(const arma::vec& theta) {
  static const Flowers f = flowers();
  return linear_regression::loop::cost_function(theta, f.length, f.width, 0).cost;
}

arma::vec gradient(const arma::vec& theta) {
  static const Flowers f = flowers();
  return linear_regression::loop::cost_function(theta, f.length, f.width, 0).grad;
}

// Every point that gradient descent visits, one a row.
arma::mat descend(arma::vec theta, double alpha, int steps) {
  arma::mat path = theta.t();
  for (int step = 0; step < steps; ++step) {
    theta -= alpha * gradient(theta);
    path.insert_rows(path.n_rows, theta.t());
  }
  return path;
}

arma::vec last(const arma::mat& path) { return path.tail_rows(1).t(); }

std::string try_rates() {
  std::string text = "alpha    J after 20 steps\n";
  for (const double alpha : {0.01, 0.02, 0.04, 0.08, 0.16}) {
    text += fmt::format("{:<7}  {:.4g}\n", alpha, cost(last(descend({0, 0}, alpha, 20))));
  }
  return text;
}

Picture descent() {
  return Landscape{.cost = [](const arma::vec& theta) { return Evaluation{cost(theta), gradient(theta)}; },
                   .x = {"theta_0 (bias)", -1.2, 1.2},
                   .y = {"theta_1 (slope)", -0.2, 0.9},
                   .start = {0, 0},
                   .alpha = 0.05,
                   .steps = 600};
}

}  // namespace

Live live() {
  const arma::vec zero = {0, 0};
  const arma::vec g = gradient(zero);
  const arma::vec once = zero - 0.01 * g;
  const arma::vec after = last(descend(zero, 0.01, 1500));
  Live live;
  live.values["at_zero"] = fmt::format("J(0, 0) = {:.6f}\ngradient = ({:.6f}, {:.6f})", cost(zero), g(0), g(1));
  live.values["one_step"] = fmt::format("theta = ({:.6f}, {:.6f})\nJ = {:.6f}", once(0), once(1), cost(once));
  live.values["after"] = fmt::format("after 1500 steps of alpha = 0.01\ntheta = ({:.4f}, {:.4f})\nJ = {:.6f}", after(0),
                                     after(1), cost(after));
  live.values["rates"] = try_rates();
  live.pictures["descent"] = descent;
  live.answers["width"] = {after(0) + after(1) * 5};
  live.given = {0.05, 150, 600};
  return live;
}

}  // namespace gradlab::tutorials::lesson_01
