// Small networks of every unit and loss, at random, zero and saturated weights, with one example, with much
// regularization.
#include "rows.hpp"

#include "network.hpp"

namespace gradlab::calibration {

namespace {

struct Setting {
  std::string name;
  Unit unit;
  Loss loss;
  double scale = 1;  ///< of the weights
  arma::uword m = 5;
  double least_lambda = 0, most_lambda = 0;
  std::vector<arma::uword> layers = {3, 5, 3};
};

Row row_of(const Setting& setting) {
  return {"networks", setting.name, [setting](Generator& generator) {
            Network network = random_network(generator, setting.layers, setting.m, setting.unit, setting.loss);
            if (setting.most_lambda > 0) {
              network.lambda = log_uniform(generator, setting.least_lambda, setting.most_lambda);
            }
            return Instance{cost_of(network), random_weights(generator, network, setting.scale), network.blocks()};
          }};
}

}  // namespace

std::vector<Row> network_rows() {
  const auto logistic = Unit::logistic;
  const auto cross = Loss::cross_entropy;
  std::vector<Row> rows;
  for (const Setting& setting : std::vector<Setting>{
           {"logistic", logistic, cross},
           {"logistic, zero weights", logistic, cross, 0},
           {"logistic, small weights", logistic, cross, 0.01},
           {"logistic, saturated", logistic, cross, 30},
           {"logistic, far saturated", logistic, cross, 300},
           {"logistic, m = 1", logistic, cross, 1, 1},
           {"logistic, lambda 1e-3..10", logistic, cross, 1, 5, 1e-3, 10},
           {"logistic, lambda 1e3..1e6", logistic, cross, 1, 5, 1e3, 1e6},
           {"logistic and squares", logistic, Loss::squares},
           {"logistic regression", logistic, cross, 1, 20, 0, 0, {6, 1}},
           {"logistic regression, sure", logistic, cross, 50, 20, 0, 0, {6, 1}},
           {"tanh and softmax", Unit::tanh, Loss::softmax},
           {"tanh and softmax, zero", Unit::tanh, Loss::softmax, 0},
           {"tanh and softmax, saturated", Unit::tanh, Loss::softmax, 20},
           {"tanh and softmax, m = 1", Unit::tanh, Loss::softmax, 1, 1},
           {"tanh and softmax, lambda 1e6", Unit::tanh, Loss::softmax, 1, 5, 1e6, 1e6},
           {"tanh, four layers", Unit::tanh, Loss::squares, 1, 4, 0, 0, {3, 4, 4, 3, 2}},
           {"softmax regression", Unit::tanh, Loss::softmax, 1, 10, 0, 0, {4, 3}},
           {"linear regression", Unit::tanh, Loss::squares, 1, 10, 0, 0, {5, 1}},
           {"ReLU and softmax", Unit::relu, Loss::softmax},
           {"ReLU, zero weights", Unit::relu, Loss::softmax, 0},
           {"ReLU and squares, large", Unit::relu, Loss::squares, 10},
           {"leaky ReLU and softmax", Unit::leaky_relu, Loss::softmax},
           {"ReLU, three layers", Unit::relu, Loss::softmax, 1, 4, 0, 0, {3, 4, 4, 3}},
       }) {
    rows.push_back(row_of(setting));
  }
  return rows;
}

}  // namespace gradlab::calibration
