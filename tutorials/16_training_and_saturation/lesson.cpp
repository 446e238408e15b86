// Lesson 16: training on shipped digits, and where the sigmoid is exactly 1.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/neural_network/debug_network.hpp"
#include "gradlab/models/neural_network/loop.hpp"
#include "gradlab/models/neural_network/saturation.hpp"
#include "gradlab/models/neural_network/vectorized.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "program/learn/live.hpp"
#include "tutorials/picture.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials {

namespace {

namespace nn = neural_network;
constexpr nn::LayerSizes sizes{64, 25, 10};

struct Digits {
  arma::mat X;
  arma::uvec y;  // 1 stands for the digit 0, 10 for 9
};

struct Trained {
  Digits seen, held_out;
  arma::vec theta;
  arma::vec costs;
};

const Trained& trained() {
  static const Trained result = [] {
    const data::Dataset all = data::digits();
    const arma::uvec y = arma::conv_to<arma::uvec>::from(all.y) + 1;
    Trained t{{all.X.head_rows(1000), y.head(1000)}, {all.X.tail_rows(797), y.tail(797)}, {}, arma::zeros(200)};
    t.theta = nn::unroll(nn::random_weights(sizes, 1));
    for (double& cost : t.costs) {
      const auto r = nn::vectorized::nn_cost_function(t.theta, 64, 25, 10, t.seen.X, t.seen.y, 1);
      cost = r.reg_J;
      t.theta -= 2 * nn::unroll(nn::Weights{r.grad1_reg, r.grad2_reg});
    }
    return t;
  }();
  return result;
}

arma::umat confusion(const Digits& digits) {
  const auto [Theta1, Theta2] = nn::reshape(trained().theta, sizes);
  const arma::mat ones(digits.X.n_rows, 1, arma::fill::ones);
  const arma::mat a1 = sigmoid<arma::mat>(arma::join_rows(ones, digits.X) * Theta1.t());
  const arma::mat z2 = arma::join_rows(ones, a1) * Theta2.t();
  arma::umat counts(10, 10, arma::fill::zeros);
  for (arma::uword i = 0; i < z2.n_rows; ++i) ++counts(digits.y(i) - 1, z2.row(i).index_max());
  return counts;
}

double share_right(const Digits& digits) {
  return static_cast<double>(arma::trace(confusion(digits))) / static_cast<double>(digits.y.n_elem);
}

std::string draw_training(const Canvas& canvas) {
  const arma::vec steps = arma::regspace(0, 199);
  Canvas lower = canvas;
  lower.lines = std::max(canvas.lines - 4, 4);
  return program::draw_chart({"J while training", {"steps"}, {"J"}, {{"J", steps, trained().costs}}, {}}, lower);
}

std::string draw_confusion(const Canvas& canvas) {
  const arma::umat counts = confusion(trained().held_out);
  std::vector<std::vector<Cell>> rows = {{{"is"}}};
  for (int k = 0; k < 10; ++k) rows[0].push_back({fmt::format("{:>2}", k)});
  for (arma::uword r = 0; r < 10; ++r) {
    rows.push_back({{fmt::format(" {}", r)}});
    for (arma::uword c = 0; c < 10; ++c) {
      const std::string text = counts(r, c) ? fmt::format("{:>2}", counts(r, c)) : " .";
      rows.back().push_back({text, r == c ? Cell::good : counts(r, c) ? Cell::bad : Cell::plain});
    }
  }
  return "      what it was taken for\n" + draw_table(rows, canvas);
}

// The least z, to four digits, from which on 1 - sigmoid(z) is exactly 0.
double exactly_one_from() {
  double z = 30;
  while (1 - sigmoid(z) != 0) z += 0.01;
  return z;
}

std::string saturated() {
  const auto [weights, X, y] = nn::debug_network();
  const arma::vec theta = 10000 * nn::unroll(weights);
  const auto loop = nn::loop::nn_cost_function(theta, 3, 5, 3, X, y, 0);
  const auto vectorized = nn::vectorized::nn_cost_function(theta, 3, 5, 3, X, y, 0);
  return fmt::format("loop        J = {}\nvectorized  J = {:.4f}\nexamples with an output of exactly 0 or 1: {} of 5",
                     std::isnan(loop.cost) ? "NaN" : std::isinf(loop.cost) ? "Inf" : "finite", vectorized.cost,
                     nn::find_saturated({10000 * weights.Theta1, 10000 * weights.Theta2}, X).n_elem);
}

}  // namespace

Live live_16() {
  Live live;
  live.values["accuracy"] = fmt::format("J from {:.4f} to {:.4f} in 200 steps\nright on the 1000 it learned from: {:.1f} %\n"
                                        "right on 797 it has never seen:    {:.1f} %",
                                        trained().costs.front(), trained().costs.back(),
                                        100 * share_right(trained().seen), 100 * share_right(trained().held_out));
  live.values["edge"] = fmt::format("1 - sigmoid(36) = {:.3g}\n1 - sigmoid(37) = {:.3g}\nexactly 0 from z = {:.2f} on",
                                    1 - sigmoid(36.0), 1 - sigmoid(37.0), exactly_one_from());
  live.values["saturated"] = saturated();
  live.pictures["training"] = draw_training;
  live.pictures["confusion"] = draw_confusion;
  live.answers["edge"] = {exactly_one_from()};
  live.given = {1000, 797, 200, 10000, 1e-16};
  return live;
}

}  // namespace gradlab::tutorials
