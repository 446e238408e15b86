// Lesson 14: the loop's outer products beside the one product that replaces them.
#include "gradlab/models/network/blocked.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/random.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>

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

Picture both() {
  const Layers l = layers();
  return Heatmaps{{{"sum of 5 products", sum_of_outer_products(l)},
                   {"one product", arma::mat(l.delta2.t() * l.hidden)},
                   {"difference", arma::mat(l.delta2.t() * l.hidden - sum_of_outer_products(l))}}};
}

double largest_difference() {
  const auto loop = nn::loop::nn_cost_function(nn::debug_network(3));
  const auto vectorized = nn::vectorized::nn_cost_function(nn::debug_network(3));
  return std::max(arma::abs(loop.grad1_reg - vectorized.grad1_reg).max(),
                  arma::abs(loop.grad2_reg - vectorized.grad2_reg).max());
}

// ---- The ladder ----

using Work = std::function<void()>;

double seconds_of(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of each the shortest of some rounds, in turn: what else the machine does falls on all of them.
std::vector<double> time_in_turn(const std::vector<Work>& all) {
  constexpr int rounds = 9;
  std::vector<double> shortest(all.size(), arma::datum::inf);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < all.size(); ++i) shortest[i] = std::min(shortest[i], seconds_of(all[i]));
  }
  return shortest;
}

std::string tell_times(const std::vector<std::string>& names, const std::vector<double>& seconds) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += fmt::format("{:<34}{:>8.2f} ms", names[i], 1e3 * seconds[i]);
    text += i == 0 ? "\n" : fmt::format("  {:>5.1f} times as fast\n", seconds[0] / seconds[i]);
  }
  return text;
}

// As many inputs, hidden units and labels as the digits exercise has.
nn::Problem large_problem() {
  constexpr arma::uword m = 2000, n = 400, h = 25, K = 10;
  nn::Problem p{{n, h, K}, nn::unroll(nn::random_weights({n, h, K}, 1)), arma::mat(m, n), arma::uvec(m), 1};
  Random random(1);
  p.X.imbue([&] { return random.uniform(0, 1); });
  p.y.imbue([&] { return 1 + random.below(K); });
  return p;
}

std::string measure_ladder() {
  static const std::string measured = [] {
    const nn::Problem p = large_problem();
    return tell_times({"loop", "vectorized", "blocked, one thread", "blocked, all cores"},
                      time_in_turn({[&] { nn::loop::nn_cost_function(p); }, [&] { nn::vectorized::nn_cost_function(p); },
                                    [&] { nn::blocked::nn_cost_function(p, {1, 0}); },
                                    [&] { nn::blocked::nn_cost_function(p); }}));
  }();
  return measured;
}

std::string measure_ways_round() {
  static const std::string measured = [] {
    const nn::Problem p = large_problem();
    const arma::mat delta = p.X.head_cols(25);
    arma::mat product;
    return tell_times({"delta.t() * X", "(X.t() * delta).t()"},
                      time_in_turn({[&] { product = delta.t() * p.X; }, [&] { product = (p.X.t() * delta).t(); }}));
  }();
  return measured;
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
  live.pictures["both"] = both;
  live.answers["shape"] = {25, 401};
  live.given = {5000, 401, 1e-16, 2000, 400, 256};
  live.measured["ladder"] = measure_ladder;
  live.measured["ways_round"] = measure_ways_round;
  return live;
}

}  // namespace gradlab::tutorials::lesson_14
