// Lesson 5: the cost of a network, term by term, on shipped digits with random weights.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials::lesson_05 {

namespace {

namespace nn = neural_network;
constexpr nn::LayerSizes sizes{64, 25, 10};

struct Digits {
  arma::mat X;
  arma::uvec y;  // 1 stands for the digit 0, 10 for 9
};

Digits first_digits(arma::uword count) {
  const data::Dataset all = data::digits();
  return {all.X.head_rows(count), arma::conv_to<arma::uvec>::from(all.y.head(count)) + 1};
}

double cost(const arma::vec& weights, const Digits& d) {
  return nn::loop::nn_cost_function({sizes, weights, d.X, d.y}).cost;
}

struct Charged {
  arma::rowvec y10, a2;
  arma::rowvec charges;  // what each output adds to J (S13, for one row)
};

Charged charge(const Digits& d, arma::uword example) {
  const auto [Theta1, Theta2] = nn::random_weights(sizes, 1);
  const arma::rowvec one = {1};
  const arma::rowvec a1 = sigmoid<arma::rowvec>(arma::join_rows(one, d.X.row(example)) * Theta1.t());
  const arma::rowvec a2 = sigmoid<arma::rowvec>(arma::join_rows(one, a1) * Theta2.t());
  const arma::rowvec y10 = nn::one_hot(d.y, sizes.num_labels).row(example);
  return {y10, a2, -y10 % arma::log(a2) - (1 - y10) % arma::log(1 - a2)};
}

// The image has its first row in its first eight entries.
Picture digit() {
  const arma::rowvec image = first_digits(4).X.row(3);
  return Heatmaps{{{"a digit 3", arma::reshape(image, 8, 8).t()}}};
}

Picture terms() {
  const Digits d = first_digits(4);
  const auto [y10, a2, charges] = charge(d, 3);
  std::vector<terminal::Bar> bars;
  for (arma::uword k = 0; k < charges.n_elem; ++k) {
    bars.push_back({fmt::format("{} {} y={} a={:.2f}", y10(k) == 1 ? ">" : " ", k, y10(k), a2(k)), charges(k),
                    fmt::format("{:.3f}", charges(k))});
  }
  return Bars{bars, charges.max()};
}

}  // namespace

Live live() {
  const Digits d = first_digits(100);
  const arma::rowvec charges = charge(first_digits(4), 3).charges;
  const double at_zero = cost(arma::zeros(nn::count_parameters(sizes)), d);
  Live live;
  live.values["sum"] = fmt::format("the ten terms together: {:.6f}", arma::accu(charges));
  live.values["at_zero"] = fmt::format("J with all weights zero = {:.6f}     10 ln 2 = {:.6f}", at_zero, 10 * std::log(2));
  live.pictures["digit"] = digit;
  live.pictures["terms"] = terms;
  live.answers["zero"] = {at_zero};
  live.given = {0.693, 1885};
  return live;
}

}  // namespace gradlab::tutorials::lesson_05
