// Lesson 17: the complex step, the slope test, and a kink.
#include "gradlab/check/slope.hpp"
#include "gradlab/models/neural_network/debug_network.hpp"
#include "gradlab/models/neural_network/loop.hpp"
#include "gradlab/models/neural_network/objective.hpp"
#include "program/learn/live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <complex>

namespace gradlab::tutorials {

namespace {

namespace nn = neural_network;

struct Problem {
  Objective objective;
  arma::vec theta, gradient;
};

Problem debug_problem() {
  const auto [weights, X, y] = nn::debug_network();
  const arma::vec theta = nn::unroll(weights);
  const auto r = nn::loop::nn_cost_function(theta, 3, 5, 3, X, y, 0);
  return {nn::make_objective({3, 5, 3}, X, y, 0), theta, nn::unroll(nn::Weights{r.grad1, r.grad2})};
}

double complex_step(const Problem& p, arma::uword k, double h) {
  arma::cx_vec moved(p.theta, arma::zeros(p.theta.n_elem));
  moved(k) += std::complex<double>(0, h);
  return p.objective.complex_cost(moved).imag() / h;
}

double largest_error(const Problem& p, double h) {
  double error = 0;
  for (arma::uword k = 0; k < p.theta.n_elem; ++k) error = std::max(error, std::abs(complex_step(p, k, h) - p.gradient(k)));
  return error;
}

double relu(double x) { return x > 0 ? x : 0; }
double central_at_kink(double h) { return (relu(h) - relu(-h)) / (2 * h); }

// f(x + hd) - f(x) - h g.d for a gradient g, at h = 1, 1/10, ...
arma::vec remainders(const Problem& p, const arma::vec& gradient, const arma::vec& steps) {
  const arma::vec d = arma::normalise(arma::regspace(1, static_cast<double>(p.theta.n_elem)));
  arma::vec left = steps;
  for (double& h : left) {
    h = std::abs(p.objective.cost(p.theta + h * d) - p.objective.cost(p.theta) - h * arma::dot(gradient, d));
  }
  return left;
}

std::string draw_ladders(const Canvas& canvas) {
  const Problem p = debug_problem();
  const arma::vec steps = arma::exp10(arma::regspace(-4, 0.25, 0));
  const arma::vec wrong = 0.9 * p.gradient;
  arma::vec kink = steps;
  for (double& h : kink) h = std::abs(central_at_kink(h) - 1);
  return program::draw_chart({"what is left over, against the step",
                              {"h", true},
                              {"left over", true},
                              {{"right gradient: slope 2", steps, remainders(p, p.gradient, steps)},
                               {"wrong gradient: slope 1", steps, remainders(p, wrong, steps)},
                               {"at a kink: never falls", steps, kink}},
                              {}},
                             canvas);
}

}  // namespace

Live live_17() {
  const Problem p = debug_problem();
  const auto slope = [&](const arma::vec& gradient) {
    return check::test_slopes(p.objective, p.theta, {gradient}, 1e-15, 1).front().slope;
  };
  // The last digits of errors this small are the processor's own affair: a bound is all that can be promised.
  const auto bound = [&](double h) { return largest_error(p, h) < 1e-15 ? "below 1e-15" : "above 1e-15"; };
  Live live;
  live.values["complex"] = fmt::format("h = 1e-8     largest error {}\nh = 1e-200   largest error {}", bound(1e-8), bound(1e-200));
  live.values["slopes"] = fmt::format("the right gradient           {:.1f}\none that is 10 % too small   {:.1f}", slope(p.gradient),
                                      slope(0.9 * p.gradient));
  live.values["kink"] = fmt::format("max(0, x) at x = 0\nslope from the left 0, from the right 1\ncentral difference at h = 1e-3: {}\n"
                                    "central difference at h = 1e-9: {}",
                                    central_at_kink(1e-3), central_at_kink(1e-9));
  live.pictures["ladders"] = draw_ladders;
  live.answers["kink"] = {central_at_kink(1e-5)};
  live.given = {1e-200, 1e-20, 1e-5, 1e-16};
  return live;
}

}  // namespace gradlab::tutorials
