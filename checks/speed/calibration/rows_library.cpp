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

neural_network::Problem problem_of(const Network& network, const arma::vec& weights) {
  return {{network.layers[0], network.layers[1], network.layers[2]}, weights, network.X,
          arma::index_max(network.Y, 1) + 1, network.lambda};
}

arma::vec descend(const Network& network, const arma::vec& weights, int steps) {
  neural_network::Problem problem = problem_of(network, weights);
  for (int step = 0; step < steps; ++step) {
    problem.theta -= 0.5 * to_evaluation(neural_network::vectorized::nn_cost_function(problem)).gradient;
  }
  return problem.theta;
}

Row row_of(const Setting& setting) {
  return {"library's network", setting.name, [setting](Generator& generator) {
            Network network =
                random_network(generator, {4, 5, 3}, setting.m, Unit::logistic, Loss::cross_entropy);
            network.lambda = setting.lambda;
            const arma::vec start = random_weights(generator, network, setting.scale);
            const auto objective = [problem = problem_of(network, start)] {
              return neural_network::make_objective(problem);
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
