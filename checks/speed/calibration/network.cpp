#include "network.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>

namespace gradlab::calibration {

namespace {

template <class Scalar>
std::vector<Scalar> outputs(const Network& network, const std::vector<Scalar>& z) {
  std::vector<Scalar> a = z;
  for (Scalar& entry : a) {
    if (network.loss == Loss::cross_entropy) entry = logistic(entry);
    if (network.loss == Loss::softmax) entry = exp(entry - log_of_sum_of_exp(z));
  }
  return a;
}

}  // namespace

arma::uword Network::count_weights() const {
  arma::uword count = 0;
  for (std::size_t layer = 1; layer < layers.size(); ++layer) count += layers[layer] * (layers[layer - 1] + 1);
  return count;
}

std::vector<Block> Network::blocks() const {
  std::vector<Block> blocks;
  for (std::size_t layer = 1; layer < layers.size(); ++layer) {
    blocks.push_back({fmt::format("W{}", layer), layers[layer], layers[layer - 1] + 1, true, true, nullptr});
  }
  return blocks;
}

Cost cost_of(const Network& network) {
  const auto shared = std::make_shared<const Network>(network);
  const auto cost = [shared](auto weights) {
    return shared->template cost<std::remove_const_t<typename decltype(weights)::element_type>>(weights);
  };
  const bool kinks = network.unit == Unit::relu || network.unit == Unit::leaky_relu;
  return kinks ? with_kinks(cost) : analytic(cost);
}

Network random_network(Generator& generator, std::vector<arma::uword> layers, arma::uword m, Unit unit, Loss loss) {
  Network network{std::move(layers), unit, loss, 0, {}, {}};
  network.X = uniform_matrix(generator, m, network.layers.front(), -1, 1);
  network.Y.zeros(m, network.layers.back());
  for (arma::uword i = 0; i < m; ++i) network.Y(i, generator() % network.layers.back()) = 1;
  return network;
}

arma::vec random_weights(Generator& generator, const Network& network, double scale) {
  arma::vec weights;
  for (std::size_t layer = 1; layer < network.layers.size(); ++layer) {
    const arma::uword in = network.layers[layer - 1];
    const arma::uword out = network.layers[layer];
    const double range = scale * std::sqrt(6.0 / static_cast<double>(in + out));
    weights = arma::join_cols(weights, uniform_vector(generator, out * (in + 1), -range, range));
  }
  return weights;
}

Network fitted_to_itself(Network network, const arma::vec& weights) {
  const std::span<const double> span(weights.memptr(), weights.n_elem);
  for (arma::uword i = 0; i < network.X.n_rows; ++i) {
    network.Y.row(i) = arma::rowvec(outputs(network, network.pre_activations(span, i)));
  }
  return network;
}

}  // namespace gradlab::calibration
