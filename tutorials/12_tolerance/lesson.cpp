// Lesson 12: what one number says about a check, and what it hides.
#include "gradlab/check/tolerance.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gradlab::tutorials::lesson_12 {

namespace {

namespace nn = neural_network;

nn::CostAndGradients run(const arma::vec& theta) {
  nn::Problem moved = nn::debug_network();
  moved.theta = theta;
  return nn::loop::nn_cost_function(moved);
}

arma::vec analytic(const arma::vec& theta) {
  const nn::CostAndGradients r = run(theta);
  return nn::unroll(nn::Weights{r.grad1, r.grad2});
}

arma::vec central(const arma::vec& theta, double step) {
  arma::vec slope(theta.n_elem);
  for (arma::uword k = 0; k < theta.n_elem; ++k) {
    arma::vec above = theta, below = theta;
    above(k) += step;
    below(k) -= step;
    slope(k) = (run(above).cost - run(below).cost) / (2 * step);
  }
  return slope;
}

double norm_ratio(const arma::vec& a, const arma::vec& n) { return arma::norm(a - n) / arma::norm(a + n); }

arma::vec debug_theta(double factor) { return factor * nn::debug_network().theta; }

// Right code, checked as the course does it.
double checked_as_taught(double factor) {
  const arma::vec theta = debug_theta(factor);
  return norm_ratio(analytic(theta), central(theta, 1e-4));
}

// A network of the digits' size, the eighth of its inputs nearly dark.
struct Large {
  arma::mat X = arma::abs(nn::debug_weights(20, 399)) * 10;
  arma::uvec y = arma::uvec(20);
  arma::vec theta = nn::unroll(nn::random_weights({400, 25, 10}, 1));

  Large() {
    X.col(7) *= 5e-7;
    for (arma::uword i = 0; i < 20; ++i) y(i) = 1 + i % 10;
  }
  nn::CostAndGradients run(const arma::vec& at) const {
    return nn::vectorized::nn_cost_function(at, 400, 25, 10, X, y, 0);
  }
  arma::vec gradient() const {
    const nn::CostAndGradients r = run(theta);
    return nn::unroll(nn::Weights{r.grad1, r.grad2});
  }
  double central(arma::uword k, double step) const {
    arma::vec above = theta, below = theta;
    above(k) += step;
    below(k) -= step;
    return (run(above).cost - run(below).cost) / (2 * step);
  }
};

constexpr arma::uword dark = 8;  // Theta1(0,8): from the dark input to the first hidden unit

double ratio_with_wrong_sign(const arma::vec& right, arma::uword k) {
  arma::vec wrong = right;
  wrong(k) = -wrong(k);
  return norm_ratio(wrong, right);
}

std::string hide_one_entry() {
  const arma::vec right = Large().gradient();
  const arma::uword middling = arma::uvec(arma::sort_index(arma::abs(right)))(right.n_elem / 2);
  return fmt::format("the wrong entry is        norm ratio\nof middling size          {:.0e}\n"
                     "that of a dark input      {:.0e}",
                     ratio_with_wrong_sign(right, middling), ratio_with_wrong_sign(right, dark));
}

// To how many digits entries and measurement agree where the dark input's has the wrong sign. The step is long enough
// for the bending to outweigh the rounding, which is the machine's own affair.
Picture digits() {
  const Large large;
  const arma::vec right = large.gradient();
  std::vector<terminal::Bar> bars;
  const auto add = [&](const std::string& name, double error) {
    const double digits = std::max(0.0, -std::log10(error));
    bars.push_back({name, digits, fmt::format("{:.1f} digits", digits)});
  };
  add("norm ratio of all", ratio_with_wrong_sign(right, dark));
  for (arma::uword k = dark - 2; k <= dark + 2; ++k) {
    const double a = k == dark ? -right(k) : right(k), n = large.central(k, 1e-2);
    add(fmt::format("Theta1(0,{})", k), std::abs(a - n) / std::max(std::abs(a), std::abs(n)));
  }
  return Bars{bars, 10};
}

std::string verdicts() {
  constexpr double n = 2, t = 0.1;
  std::string text = fmt::format("say n = {}, t = {}\n   a      e    |a-n|   verdict\n", n, t);
  for (const auto& [a, e] : {std::pair{2.02, 0.01}, {2.5, 0.01}, {2.02, 0.3}}) {
    text += fmt::format("{:4}   {:4}    {:.2f}    {}\n", a, e, std::abs(a - n), to_string(check::judge(a, {n, e}, t)));
  }
  return text;
}

}  // namespace

Live live() {
  const arma::vec theta = debug_theta(1);
  const double one = analytic(theta)(0), other = central(theta, 1e-3)(0);
  Live live;
  live.values["one_entry"] = fmt::format("analytic   {:.12f}\nnumerical  {:.12f}\nrelative error {:.1e}", one, other,
                                         std::abs(one - other) / std::abs(one));
  live.values["taught"] =
      fmt::format("right code                norm ratio\ndebug network             {:.0e}\nweights 200 times larger  {:.0e}",
                  checked_as_taught(1), checked_as_taught(200));
  live.values["hidden"] = hide_one_entry();
  live.values["verdicts"] = verdicts();
  live.pictures["digits"] = digits;
  live.given = {10285, 1e-9, 1e-4, 1e-8, 1e-12, 1e-6, 2e-6, 1000, 12.3, 2.0, 2.1, 0.5, 0.01, 0.1, 0.02};
  return live;
}

}  // namespace gradlab::tutorials::lesson_12
