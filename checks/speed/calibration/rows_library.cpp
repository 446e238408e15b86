// The library's own network with its fast differences and complex cost, beside the same cost written once more here.
#include "rows.hpp"

#include "network.hpp"

#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"

namespace gradlab::calibration {

namespace {

struct Setting {
  std::string name;
  double scale = 1;  ///< of the weights
  arma::uword m = 5;
  double lambda = 0;
  int descents = 0;  ///< steps downhill from the random weights
};

neural_network::LayerSizes sizes_of(const Network& network) {
  return {network.layers[0], network.layers[1], network.layers[2]};
}

arma::uvec labels_of(const Network& network) { return arma::index_max(network.Y, 1) + 1; }

arma::vec descend(const Network& network, arma::vec weights, int steps) {
  const auto [n, h, K] = sizes_of(network);
  for (int step = 0; step < steps; ++step) {
    const auto gradients =
        neural_network::vectorized::nn_cost_function(weights, n, h, K, network.X, labels_of(network), network.lambda);
    weights -= 0.5 * neural_network::unroll({gradients.grad1_reg, gradients.grad2_reg});
  }
  return weights;
}

Row row_of(const Setting& setting) {
  return {"library's network", setting.name, [setting](Generator& generator) {
            Network network =
                random_network(generator, {4, 5, 3}, setting.m, Unit::logistic, Loss::cross_entropy);
            network.lambda = setting.lambda;
            const arma::vec start = random_weights(generator, network, setting.scale);
            const auto objective = [network] {
              return neural_network::make_objective(sizes_of(network), network.X, labels_of(network), network.lambda);
            };
            return Instance{cost_of(network), descend(network, start, setting.descents), {}, objective};
          }};
}

}  // namespace

std::vector<Row> library_rows() {
  std::vector<Row> rows;
  for (const Setting& setting : std::vector<Setting>{{"random weights"},
                                                     {"zero weights", 0},
                                                     {"saturated", 30},
                                                     {"far saturated", 300},
                                                     {"m = 1", 1, 1},
                                                     {"lambda 1", 1, 5, 1},
                                                     {"lambda 1e6", 1, 5, 1e6},
                                                     {"converged, lambda 1", 1, 5, 1, 400},
                                                     {"on its way, lambda 0.1", 1, 20, 0.1, 200}}) {
    rows.push_back(row_of(setting));
  }
  return rows;
}

}  // namespace gradlab::calibration
