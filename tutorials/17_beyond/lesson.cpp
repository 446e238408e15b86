// Lesson 17: the complex step, the slope test, and a kink.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <complex>

namespace gradlab::tutorials::lesson_17 {

namespace {

namespace nn = neural_network;

struct Problem {
  Objective objective;
  arma::vec theta, gradient;
};

Problem debug_problem() {
  const nn::Problem p = nn::debug_network();
  return {nn::make_objective(p), p.theta, to_evaluation(nn::loop::nn_cost_function(p)).gradient};
}

double complex_step(const Problem& p, arma::uword k, double h) {
  arma::cx_vec moved(p.theta, arma::zeros(p.theta.n_elem));
  moved(k) += std::complex<double>(0, h);
  return p.objective.complex_cost(moved).imag() / h;
}

// |a - n| / |a + n|, as in lesson 11.
double error_of_complex_step(const Problem& p, double h) {
  arma::vec n = p.gradient;
  for (arma::uword k = 0; k < n.n_elem; ++k) n(k) = complex_step(p, k, h);
  return arma::norm(p.gradient - n) / arma::norm(p.gradient + n);
}

std::string tell_complex(const Problem& p) {
  std::string text = "step     error (as in lesson 11)\n";
  for (const double h : {1e-2, 1e-4}) text += fmt::format("{:.0e}    {:.1e}\n", h, error_of_complex_step(p, h));
  // The last digits of errors this small are the processor's own affair: a bound is all that can be promised.
  return text + fmt::format("1e-200   {} 1e-15", error_of_complex_step(p, 1e-200) < 1e-15 ? "below" : "above");
}

double relu(double x) { return x > 0 ? x : 0; }
double central_at_kink(double h) { return (relu(h) - relu(-h)) / (2 * h); }

std::string tell_kink() {
  std::string text = "at x = 0, step       1e-3   1e-9\n";
  const auto add = [&](const char* name, double (*slope)(double)) {
    text += fmt::format("{}   {:<4}   {:<4}\n", name, slope(1e-3), slope(1e-9));
  };
  add("slope on the left ", [](double h) { return (relu(0) - relu(-h)) / h; });
  add("slope on the right", [](double h) { return (relu(h) - relu(0)) / h; });
  add("central difference", central_at_kink);
  return text;
}

// |f(x + hd) - f(x) - h g.d| for a gradient g.
arma::vec remainders(const Problem& p, const arma::vec& gradient, const arma::vec& d, const arma::vec& steps) {
  arma::vec left = steps;
  for (double& h : left) {
    h = std::abs(p.objective.cost(p.theta + h * d) - p.objective.cost(p.theta) - h * arma::dot(gradient, d));
  }
  return left;
}

arma::vec all_weights(const Problem& p) {
  return arma::normalise(arma::regspace(1, static_cast<double>(p.theta.n_elem)));
}

arma::vec missing_derivative(const Problem& p) {
  nn::Problem there = nn::debug_network();
  there.theta = p.theta;
  return to_evaluation(nn::implement({&nn::find_mistake("missing-derivative")})(there)).gradient;
}

std::string tell_slopes(const Problem& p) {
  std::string text;
  const auto add = [&](const char* name, const arma::vec& gradient, const arma::vec& d) {
    const arma::vec r = remainders(p, gradient, d, {1e-4, 1e-5});  // clear of the bend and of rounding
    text += fmt::format("{}   {:.1f}\n", name, std::log10(r(0) / r(1)));
  };
  arma::vec flipped = p.gradient, d = all_weights(p);
  const arma::uword k = arma::abs(flipped).index_max();
  flipped(k) = -flipped(k);
  add("right gradient      ", p.gradient, d);
  add("missing-derivative  ", missing_derivative(p), d);
  add("one sign flipped    ", flipped, d);
  d(k) = 0;
  add("the same, d 0 there ", flipped, d);
  return text;
}

Picture ladders() {
  const Problem p = debug_problem();
  const arma::vec steps = arma::exp10(arma::regspace(-4, 0.25, 0)), d = all_weights(p);
  return Chart{"",
               {"h", true},
               {"R", true},
               {{"right gradient: slope 2", steps, remainders(p, p.gradient, d, steps)},
                {"all 10 % too small: slope 1", steps, remainders(p, 0.9 * p.gradient, d, steps)}},
               {}};
}

}  // namespace

Live live() {
  const Problem p = debug_problem();
  Live live;
  live.values["complex"] = tell_complex(p);
  live.values["slopes"] = tell_slopes(p);
  live.values["kink"] = tell_kink();
  live.pictures["ladders"] = ladders;
  live.answers["kink"] = {central_at_kink(1e-5)};
  live.given = {1e-200, 1e-5, 100};
  return live;
}

}  // namespace gradlab::tutorials::lesson_17
