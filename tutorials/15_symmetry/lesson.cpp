// Lesson 15: training from equal and from random weights, on 150 flowers.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials::lesson_15 {

namespace {

namespace nn = neural_network;
constexpr nn::LayerSizes sizes{4, 5, 3};

nn::CostAndGradients run(const arma::vec& theta) {
  static const data::Dataset iris = data::iris();
  static const arma::uvec y = arma::conv_to<arma::uvec>::from(iris.y) + 1;
  return nn::vectorized::nn_cost_function(theta, 4, 5, 3, iris.X, y, 0);
}

constexpr double alpha = 0.2;  // the cost never rises: with 0.3 it does, and the last digits are then chance

arma::vec train(arma::vec theta, int steps) {
  for (int step = 0; step < steps; ++step) {
    const nn::CostAndGradients r = run(theta);
    theta -= alpha * nn::unroll(nn::Weights{r.grad1, r.grad2});
  }
  return theta;
}

arma::vec zero_weights() { return arma::zeros(nn::count_parameters(sizes)); }
arma::vec equal_weights() { return arma::vec(nn::count_parameters(sizes), arma::fill::value(0.1)); }
arma::vec random_weights() { return nn::unroll(nn::random_weights(sizes, 1)); }
arma::mat theta1(const arma::vec& theta) { return nn::reshape(theta, sizes).Theta1; }

// Each kind of row is counted once; what differs by rounding alone is one kind.
arma::uword different_rows(const arma::vec& theta) {
  const arma::mat Theta1 = theta1(theta);
  arma::uword count = 0;
  for (arma::uword row = 0; row < Theta1.n_rows; ++row) {
    bool is_new = true;
    for (arma::uword before = 0; before < row; ++before) {
      is_new = is_new && arma::abs(Theta1.row(row) - Theta1.row(before)).max() > 1e-6;
    }
    count += is_new;
  }
  return count;
}

std::string tell_training() {
  std::string text = "        J before  J after  rows\n";
  const auto add = [&](const char* name, const arma::vec& before) {
    const arma::vec after = train(before, 500);
    text += fmt::format("{}  {:.4f}    {:.4f}   {}\n", name, run(before).cost, run(after).cost, different_rows(after));
  };
  add("equal ", equal_weights());
  add("random", random_weights());
  return text;
}

std::string tell_zero() {
  const nn::CostAndGradients first = run(zero_weights()), second = run(train(zero_weights(), 1));
  std::string text = "largest gradient in  step 1   step 2\n";
  const auto add = [&](const char* name, const arma::mat& at_first, const arma::mat& at_second) {
    text += fmt::format("{}     {:.4f}   {:.4f}\n", name, arma::abs(at_first).max(), arma::abs(at_second).max());
  };
  add("Theta1          ", first.grad1, second.grad1);
  add("Theta2, bias    ", first.grad2.col(0), second.grad2.col(0));
  add("Theta2, the rest", first.grad2.tail_cols(5), second.grad2.tail_cols(5));
  return text + fmt::format("different rows after 500 steps: {}", different_rows(train(zero_weights(), 500)));
}

Picture rows() {
  return Heatmaps{{{"equal, before", theta1(equal_weights())},
                   {"after", theta1(train(equal_weights(), 500))},
                   {"random, before", theta1(random_weights())},
                   {"after", theta1(train(random_weights(), 500))}}};
}

}  // namespace

Live live() {
  Live live;
  live.values["training"] = tell_training();
  live.values["zero"] = tell_zero();
  live.values["epsilon"] = fmt::format("4 measurements, 5 units: epsilon = {:.2f}", std::sqrt(6.0 / (4 + 5)));
  live.pictures["rows"] = rows;
  live.answers["rows"] = {static_cast<double>(different_rows(train(equal_weights(), 500)))};
  live.given = {0.1, alpha, 500, 150};
  return live;
}

}  // namespace gradlab::tutorials::lesson_15
