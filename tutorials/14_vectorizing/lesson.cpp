// Lesson 14: the loop's outer products beside the one product that replaces them.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"
#include "tutorials/picture.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_14 {

namespace {

namespace nn = neural_network;

struct Layers {
  arma::mat hidden;  // (5, 6), with ones
  arma::mat delta2;  // (5, 3)
};

Layers layers() {
  const nn::Problem p = nn::debug_network();
  const nn::Weights weights = weights_of(p);
  const arma::mat ones(5, 1, arma::fill::ones);
  const arma::mat hidden = arma::join_rows(ones, sigmoid<arma::mat>(arma::join_rows(ones, p.X) * weights.Theta1.t()));
  return {hidden, sigmoid<arma::mat>(hidden * weights.Theta2.t()) - nn::one_hot(p.y, 3)};
}

arma::mat sum_of_outer_products(const Layers& l) {
  arma::mat sum(3, 6, arma::fill::zeros);
  for (arma::uword i = 0; i < 5; ++i) sum += l.delta2.row(i).t() * l.hidden.row(i);
  return sum;
}

std::string draw_both(const Canvas& canvas) {
  const Layers l = layers();
  return draw_panels({{"sum of 5 products", sum_of_outer_products(l)},
                      {"one product", arma::mat(l.delta2.t() * l.hidden)},
                      {"difference", arma::mat(l.delta2.t() * l.hidden - sum_of_outer_products(l))}},
                     canvas);
}

double largest_difference() {
  const auto loop = nn::loop::nn_cost_function(nn::debug_network(3));
  const auto vectorized = nn::vectorized::nn_cost_function(nn::debug_network(3));
  return std::max(arma::abs(loop.grad1_reg - vectorized.grad1_reg).max(),
                  arma::abs(loop.grad2_reg - vectorized.grad2_reg).max());
}

}  // namespace

Live live() {
  const Layers l = layers();
  Live live;
  // The digits of so small a difference are the processor's own affair: a bound is all that can be promised.
  live.values["difference"] =
      fmt::format("largest difference of any entry of the gradients: {}", largest_difference() < 1e-15 ? "below 1e-15" : "above 1e-15");
  live.values["cell"] = fmt::format("row 2, column 4 (counted from 0), example by example:\n{:+.6f} {:+.6f} {:+.6f} {:+.6f} {:+.6f}\ntheir sum {:+.6f}",
                                    l.delta2(0, 2) * l.hidden(0, 4), l.delta2(1, 2) * l.hidden(1, 4),
                                    l.delta2(2, 2) * l.hidden(2, 4), l.delta2(3, 2) * l.hidden(3, 4),
                                    l.delta2(4, 2) * l.hidden(4, 4), sum_of_outer_products(l)(2, 4));
  live.pictures["both"] = draw_both;
  live.answers["shape"] = {25, 401};
  live.given = {5000, 401, 1e-16};
  return live;
}

}  // namespace gradlab::tutorials::lesson_14
