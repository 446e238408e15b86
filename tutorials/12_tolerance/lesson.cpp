// Lesson 12: what one number says about a check, and what it hides.
#include "gradlab/models/neural_network/debug_network.hpp"
#include "gradlab/models/neural_network/loop.hpp"
#include "gradlab/models/neural_network/vectorized.hpp"
#include "program/learn/live.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials {

namespace {

namespace nn = neural_network;

nn::CostAndGradients run(const arma::vec& theta) {
  const auto [weights, X, y] = nn::debug_network();
  return nn::loop::nn_cost_function(theta, 3, 5, 3, X, y, 0);
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

arma::vec debug_theta(double factor) { return factor * nn::unroll(nn::debug_network().weights); }

// Right code, checked as the course does it.
double checked_as_taught(double factor) {
  const arma::vec theta = debug_theta(factor);
  return norm_ratio(analytic(theta), central(theta, 1e-4));
}

struct Hidden {
  double entry_error;  // of the one wrong entry, relative to itself
  double ratio;        // of all 10,285
};

// A network of the digits' size with one input that is nearly always dark; the derivative of one of its weights has the
// wrong sign.
Hidden hide_one_entry() {
  const nn::LayerSizes sizes{400, 25, 10};
  arma::mat X = arma::abs(nn::debug_weights(20, 399)) * 10;
  X.col(7) *= 1e-7;
  arma::uvec y(20);
  for (arma::uword i = 0; i < 20; ++i) y(i) = 1 + i % 10;
  const auto r = nn::vectorized::nn_cost_function(nn::unroll(nn::random_weights(sizes, 1)), 400, 25, 10, X, y, 0);
  const arma::vec right = nn::unroll(nn::Weights{r.grad1, r.grad2});
  arma::vec wrong = right;
  wrong(8) = -wrong(8);  // Theta1(0,8): from that input to the first hidden unit
  return {std::abs(wrong(8) - right(8)) / std::abs(right(8)), norm_ratio(wrong, right)};
}

// Digits to which the central difference at 1e-3 agrees, block by block: its error relative to the block.
std::string draw_blocks(const Canvas& canvas) {
  const arma::vec theta = debug_theta(1);
  const nn::Weights a = nn::reshape(analytic(theta), {3, 5, 3}), n = nn::reshape(central(theta, 1e-3), {3, 5, 3});
  const auto digits = [](const arma::mat& one, const arma::mat& other) {
    return -std::log10(arma::abs(one - other).max() / arma::abs(one).max());
  };
  std::vector<program::Bar> bars;
  const auto add = [&](const std::string& name, const arma::mat& one, const arma::mat& other) {
    bars.push_back({name, digits(one, other), fmt::format("{:.1f} digits", digits(one, other))});
  };
  add("Theta1, bias", a.Theta1.col(0), n.Theta1.col(0));
  add("Theta1, weights", a.Theta1.tail_cols(3), n.Theta1.tail_cols(3));
  add("Theta2, bias", a.Theta2.col(0), n.Theta2.col(0));
  add("Theta2, weights", a.Theta2.tail_cols(5), n.Theta2.tail_cols(5));
  return program::draw_bars(bars, 16, canvas);
}

}  // namespace

Live live_12() {
  const Hidden hidden = hide_one_entry();
  const arma::vec theta = debug_theta(1);
  const double one = analytic(theta)(0), other = central(theta, 1e-3)(0);
  Live live;
  live.values["one_entry"] = fmt::format("analytic   {:.12f}\nnumerical  {:.12f}\nrelative error {:.1e}", one, other,
                                         std::abs(one - other) / std::abs(one));
  live.values["taught"] =
      fmt::format("right code, debug network:                      {:.0e}\nright code, the same weights 200 times larger:  {:.0e}",
                  checked_as_taught(1), checked_as_taught(200));
  live.values["hidden"] = fmt::format("the entry is wrong by {:.0f} % of itself\nthe norm ratio of all 10285: {:.0e}",
                                      100 * hidden.entry_error, hidden.ratio);
  live.pictures["blocks"] = draw_blocks;
  live.given = {1e-9, 6e-9, 1e-4, 1e-3, 1e-7, 1e-8, 1e-12, 1e-6, 2e-6, 1000, 12.3, 2.0, 2.1, 0.5, 0.01, 200};
  return live;
}

}  // namespace gradlab::tutorials
