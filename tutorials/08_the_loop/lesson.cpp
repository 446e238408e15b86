// Lesson 8: the loop of backpropagation on the debug network, and its outer products one by one.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_08 {

namespace {

namespace nn = neural_network;

nn::CostAndGradients run(const arma::mat& X, const arma::uvec& y) {
  return nn::loop::nn_cost_function(nn::debug_network().theta, 3, 5, 3, X, y, 0);
}

// With one example alone m is 1, so that its gradient is its outer product.
Picture stack() {
  const auto [sizes, theta, X, y, lambda] = nn::debug_network();
  std::vector<terminal::Panel> panels;
  arma::mat sum(3, 6, arma::fill::zeros);
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    const arma::mat one = run(X.row(i), y.subvec(i, i)).grad2;
    panels.push_back({fmt::format("i={} label {}", i, y(i)), one});
    sum += one;
  }
  panels.push_back({"mean", sum / 5});
  return Heatmaps{panels};
}

}  // namespace

Live live() {
  const nn::CostAndGradients all = nn::loop::nn_cost_function(nn::debug_network());
  const arma::vec by_columns = nn::unroll(nn::Weights{all.grad1, all.grad2}, nn::Order::by_columns);
  Live live;
  live.values["gradient"] =
      fmt::format("J = {:.10f}\nthe gradient begins  {:.8f}  {:.8f}  {:.8f}\nits norm              {:.8f}", all.cost,
                  by_columns(0), by_columns(1), by_columns(2), arma::norm(by_columns));
  live.pictures["stack"] = stack;
  live.answers["shape"] = {3, 6};
  return live;
}

}  // namespace gradlab::tutorials::lesson_08
