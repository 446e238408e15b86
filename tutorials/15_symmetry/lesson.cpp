// Lesson 15: training from equal and from random weights, on 150 flowers.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/neural_network/vectorized.hpp"
#include "program/learn/live.hpp"
#include "tutorials/picture.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials {

namespace {

namespace nn = neural_network;
constexpr nn::LayerSizes sizes{4, 5, 3};

nn::CostAndGradients run(const arma::vec& theta) {
  static const data::Dataset iris = data::iris();
  static const arma::uvec y = arma::conv_to<arma::uvec>::from(iris.y) + 1;
  return nn::vectorized::nn_cost_function(theta, 4, 5, 3, iris.X, y, 0);
}

arma::vec train(arma::vec theta, int steps) {
  for (int step = 0; step < steps; ++step) {
    const nn::CostAndGradients r = run(theta);
    theta -= 0.3 * nn::unroll(nn::Weights{r.grad1, r.grad2});
  }
  return theta;
}

arma::vec equal_weights() { return arma::vec(nn::count_parameters(sizes), arma::fill::value(0.1)); }
arma::vec random_weights() { return nn::unroll(nn::random_weights(sizes, 1)); }
arma::mat theta1(const arma::vec& theta) { return nn::reshape(theta, sizes).Theta1; }

// How many rows are really different: singular values that stand clear of rounding.
arma::uword rank(const arma::vec& theta) { return arma::rank(theta1(theta), 1e-6); }

std::string draw_rows(const Canvas& canvas) {
  return draw_panels({{"equal, before", theta1(equal_weights())},
                      {"after", theta1(train(equal_weights(), 500))},
                      {"random, before", theta1(random_weights())},
                      {"after", theta1(train(random_weights(), 500))}},
                     canvas);
}

}  // namespace

Live live_15() {
  const arma::vec equal = train(equal_weights(), 500), random = train(random_weights(), 500);
  Live live;
  live.values["training"] = fmt::format(
      "                J before    J after    rank of Theta1 after\nequal weights   {:.4f}      {:.4f}     {}\n"
      "random weights  {:.4f}      {:.4f}     {}",
      run(equal_weights()).cost, run(equal).cost, rank(equal), run(random_weights()).cost, run(random).cost, rank(random));
  live.pictures["rows"] = draw_rows;
  live.answers["rank"] = {static_cast<double>(rank(equal))};
  live.given = {0.1, 0.3, 500, 150};
  return live;
}

}  // namespace gradlab::tutorials
