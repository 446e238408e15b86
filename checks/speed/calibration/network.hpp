// A small network of any depth, written once for every scalar, and the points at which its gradient is hard to judge.
// It knows nothing of the library's own network, which stands beside it in the catalogue.
#pragma once

#include "catalogue.hpp"

#include <algorithm>

namespace gradlab::calibration {

enum class Unit { logistic, tanh, relu, leaky_relu };
enum class Loss { cross_entropy, softmax, squares };  ///< cross_entropy: each output on its own; softmax: one of them

struct Network {
  std::vector<arma::uword> layers;  ///< inputs, hidden units, ..., outputs
  Unit unit = Unit::logistic;
  Loss loss = Loss::cross_entropy;
  double lambda = 0;  ///< lambda/(2m) times the sum of the squares of the weights, without the biases
  arma::mat X;        ///< (m, inputs)
  arma::mat Y;        ///< (m, outputs), the targets; for softmax each row adds up to 1

  /// The weights lie layer by layer, row by row, each row opening with its bias.
  template <class Scalar>
  Scalar cost(std::span<const Scalar> weights) const;

  /// The outputs before the loss's own function, for example i.
  template <class Scalar>
  std::vector<Scalar> pre_activations(std::span<const Scalar> weights, arma::uword i) const;

  arma::uword count_weights() const;
  std::vector<Block> blocks() const;
};

/// The cost for every scalar; without a complex version where the units have kinks.
Cost cost_of(const Network& network);

/// Inputs uniform in [-1, 1], one target class for each example.
Network random_network(Generator& generator, std::vector<arma::uword> layers, arma::uword m, Unit unit, Loss loss);

/// Each weight uniform in +-scale * sqrt(6 / (in + out)).
arma::vec random_weights(Generator& generator, const Network& network, double scale = 1);

/// The network with its own outputs at these weights as targets: there the gradient is 0 but for rounding.
Network fitted_to_itself(Network network, const arma::vec& weights);

// ---- The templates ----

template <class Scalar>
Scalar apply(Unit unit, Scalar z) {
  switch (unit) {
    case Unit::logistic: return logistic(z);
    case Unit::tanh: return tanh(z);
    case Unit::relu:
    case Unit::leaky_relu:
      if constexpr (std::is_same_v<Scalar, Complex>) return z;  // never asked for: cost_of() gives no complex cost
      else return larger_of(z, unit == Unit::relu ? Scalar(0.0) : 0.125 * z);
  }
  return z;
}

template <class Scalar>
Scalar log_of_sum_of_exp(const std::vector<Scalar>& z) {
  Scalar largest = z[0];
  for (const Scalar& entry : z) {
    if (real_part(entry) > real_part(largest)) largest = entry;
  }
  Scalar sum = 0.0;
  for (const Scalar& entry : z) sum += exp(entry - largest);
  return largest + log(sum);
}

template <class Scalar>
Scalar loss_of_example(Loss loss, const std::vector<Scalar>& z, const arma::rowvec& target) {
  Scalar sum = 0.0;
  for (std::size_t k = 0; k < z.size(); ++k) {
    if (loss == Loss::cross_entropy) sum += soft_plus(z[k]) - target(k) * z[k];
    if (loss == Loss::softmax) sum -= target(k) * z[k];
    if (loss == Loss::squares) sum += 0.5 * square(z[k] - target(k));
  }
  return loss == Loss::softmax ? sum + log_of_sum_of_exp(z) : sum;
}

template <class Scalar>
std::vector<Scalar> Network::pre_activations(std::span<const Scalar> weights, arma::uword i) const {
  std::vector<Scalar> z;
  std::vector<Scalar> a;
  for (arma::uword c = 0; c < X.n_cols; ++c) a.push_back(X(i, c));
  std::size_t next = 0;
  for (std::size_t layer = 1; layer < layers.size(); ++layer) {
    z.clear();
    for (arma::uword j = 0; j < layers[layer]; ++j) {
      Scalar sum = weights[next++];
      for (const Scalar& input : a) sum += weights[next++] * input;
      z.push_back(sum);
    }
    a.clear();
    for (const Scalar& entry : z) a.push_back(apply(unit, entry));
  }
  return z;
}

template <class Scalar>
Scalar Network::cost(std::span<const Scalar> weights) const {
  const double m = static_cast<double>(X.n_rows);
  Scalar sum = 0.0;
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    sum += loss_of_example<Scalar>(loss, pre_activations(weights, i), Y.row(i));
  }
  if (lambda == 0) return sum / m;

  Scalar squares = 0.0;
  std::size_t next = 0;
  for (std::size_t layer = 1; layer < layers.size(); ++layer) {
    for (arma::uword j = 0; j < layers[layer]; ++j) {
      ++next;  // the bias
      for (arma::uword c = 0; c < layers[layer - 1]; ++c) squares += square(weights[next++]);
    }
  }
  return sum / m + lambda / (2 * m) * squares;
}

}  // namespace gradlab::calibration
