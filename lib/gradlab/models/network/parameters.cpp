#include "gradlab/models/network/parameters.hpp"

#include "gradlab/random.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace gradlab::neural_network {

namespace {

constexpr arma::uword most_parameters = 100'000'000;  // 0.8 GB of weights; the sizes below then cannot overflow

arma::mat uniform(arma::uword rows, arma::uword columns, double epsilon, Random& random) {
  arma::mat matrix(rows, columns);
  matrix.imbue([&] { return epsilon * random.uniform(-1, 1); });
  return matrix;
}

void require_length(const arma::vec& nn_params, const LayerSizes& sizes) {
  const arma::uword expected = count_parameters(sizes);
  if (nn_params.n_elem == expected) return;
  throw std::invalid_argument(fmt::format(
      "nn_params should have {} entries for a {}-{}-{} network ({}*({}+1) + {}*({}+1)), but has {}", expected,
      sizes.input_layer_size, sizes.hidden_layer_size, sizes.num_labels, sizes.hidden_layer_size,
      sizes.input_layer_size, sizes.num_labels, sizes.hidden_layer_size, nn_params.n_elem));
}

}  // namespace

arma::uword count_parameters(const LayerSizes& sizes) {
  const auto [n, h, K] = sizes;
  if (n == 0 || h == 0 || K == 0) {
    throw std::invalid_argument(
        fmt::format("a network needs at least one input, one hidden unit and one label, but is {}-{}-{}", n, h, K));
  }
  const double count = double(h) * (double(n) + 1) + double(K) * (double(h) + 1);
  if (count > double(most_parameters)) {
    throw std::invalid_argument(fmt::format("a {}-{}-{} network has {:.3g} weights; at most {} can be handled", n, h,
                                            K, count, most_parameters));
  }
  return h * (n + 1) + K * (h + 1);
}

LayerSizes sizes_of(const Weights& weights) {
  const auto& [Theta1, Theta2] = weights;
  if (Theta1.n_cols < 2 || Theta1.n_rows == 0) {
    throw std::invalid_argument(fmt::format("Theta1 should have a row for each hidden unit and a column for the bias "
                                            "and each input, but is {} x {}",
                                            Theta1.n_rows, Theta1.n_cols));
  }
  if (Theta2.n_cols != Theta1.n_rows + 1) {
    throw std::invalid_argument(fmt::format(
        "Theta2 should have {} columns (the bias and the {} hidden units that are the rows of Theta1), but is {} x {}",
        Theta1.n_rows + 1, Theta1.n_rows, Theta2.n_rows, Theta2.n_cols));
  }
  if (Theta2.n_rows == 0) throw std::invalid_argument("Theta2 should have a row for each label, but has none");
  return {Theta1.n_cols - 1, Theta1.n_rows, Theta2.n_rows};
}

arma::vec unroll(const arma::mat& matrix, Order order) {
  if (order == Order::by_columns) return arma::vectorise(matrix);
  return arma::vectorise(matrix.st());
}

arma::vec unroll(const Weights& weights, Order order) {
  return arma::join_cols(unroll(weights.Theta1, order), unroll(weights.Theta2, order));
}

Weights reshape(const arma::vec& nn_params, const LayerSizes& sizes, Order order) {
  require_length(nn_params, sizes);
  const auto [n, h, K] = sizes;
  return {reshape<double>(nn_params.head(h * (n + 1)), h, n + 1, order),
          reshape<double>(nn_params.tail(K * (h + 1)), K, h + 1, order)};
}

Weights random_weights(const LayerSizes& sizes, std::uint64_t seed) {
  count_parameters(sizes);
  const auto [n, h, K] = sizes;
  Random random(seed);
  arma::mat Theta1 = uniform(h, n + 1, std::sqrt(6.0) / std::sqrt(double(n + h)), random);
  arma::mat Theta2 = uniform(K, h + 1, std::sqrt(6.0) / std::sqrt(double(h + K)), random);
  return {std::move(Theta1), std::move(Theta2)};
}

}  // namespace gradlab::neural_network
