// Lesson 11: the error of difference quotients against their step, on the debug network.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials::lesson_11 {

namespace {

namespace nn = neural_network;

// Plain sums in a fixed order: rounding, which is half of this lesson, is then the same on every machine.
double cost(const arma::vec& theta) {
  const auto [Theta1, Theta2] = nn::reshape(theta, {3, 5, 3});
  const auto [sizes, all, X, y, lambda] = nn::debug_network();
  double J = 0;
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    double a1[5];
    for (arma::uword u = 0; u < 5; ++u) {
      double z = Theta1(u, 0);
      for (arma::uword k = 0; k < 3; ++k) z += Theta1(u, k + 1) * X(i, k);
      a1[u] = sigmoid(z);
    }
    for (arma::uword k = 0; k < 3; ++k) {
      double z = Theta2(k, 0);
      for (arma::uword u = 0; u < 5; ++u) z += Theta2(k, u + 1) * a1[u];
      J -= std::log(y(i) == k + 1 ? sigmoid(z) : 1 - sigmoid(z));
    }
  }
  return J / static_cast<double>(X.n_rows);
}

nn::CostAndGradients run(const arma::vec& theta) {
  nn::Problem moved = nn::debug_network();
  moved.theta = theta;
  return nn::loop::nn_cost_function(moved);
}

arma::vec forward(const arma::vec& theta, double step) {
  arma::vec slope(theta.n_elem);
  for (arma::uword k = 0; k < theta.n_elem; ++k) {
    arma::vec moved = theta;
    moved(k) += step;
    slope(k) = (cost(moved) - cost(theta)) / step;
  }
  return slope;
}

arma::vec central(const arma::vec& theta, double step) {
  arma::vec slope(theta.n_elem);
  for (arma::uword k = 0; k < theta.n_elem; ++k) {
    arma::vec above = theta, below = theta;
    above(k) += step;
    below(k) -= step;
    slope(k) = (cost(above) - cost(below)) / (2 * step);
  }
  return slope;
}

// The course's single number: |a - n| / |a + n|.
double norm_ratio(arma::vec (*method)(const arma::vec&, double), double step) {
  const arma::vec theta = nn::debug_network().theta;
  const nn::CostAndGradients right = run(theta);
  const arma::vec a = nn::unroll(nn::Weights{right.grad1, right.grad2}), n = method(theta, step);
  return arma::norm(a - n) / arma::norm(a + n);
}

std::string few_errors() {
  std::string text = "step     forward    central\n";
  for (const double step : {1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 1e-8, 1e-12}) {
    text += fmt::format("{:.0e}    {:.1e}    {:.1e}\n", step, norm_ratio(forward, step), norm_ratio(central, step));
  }
  return text;
}

Picture v() {
  const arma::vec exponents = arma::regspace(-13, 0.5, -0.5);
  arma::vec steps = exponents, one_sided = exponents, two_sided = exponents;
  for (arma::uword k = 0; k < exponents.n_elem; ++k) {
    steps(k) = std::pow(10, exponents(k));
    one_sided(k) = norm_ratio(forward, steps(k));
    two_sided(k) = norm_ratio(central, steps(k));
  }
  return Chart{"", {"step", true}, {"error", true}, {{"forward", steps, one_sided}, {"central", steps, two_sided}}, {}};
}

}  // namespace

Live live() {
  Live live;
  live.values["few"] = few_errors();
  live.pictures["v"] = v;
  live.answers["runs"] = {2 * 38};
  live.given = {1e-16, 100, 10285, 2 * 10285};
  return live;
}

}  // namespace gradlab::tutorials::lesson_11
