// Points at or close to a minimum: the derivative vanishes while the cost and its rounding error do not.
#include "rows.hpp"

#include "network.hpp"

namespace gradlab::calibration {

namespace {

// A minimum that lies exactly on a double, and how far from it to stand: 0 for at it.
Row sphere_row(std::string name, double least, double most) {
  return {"converged", std::move(name), [=](Generator& generator) {
            const arma::vec center = uniform_vector(generator, 4, -2, 2);
            const Cost cost = analytic([center](auto x) {
              ScalarOf<decltype(x)> sum = 1.0;
              for (std::size_t i = 0; i < x.size(); ++i) sum += square(x[i] - center(i));
              return sum;
            });
            const double distance = most == 0 ? 0 : log_uniform(generator, least, most);
            return Instance{cost, center + uniform_vector(generator, 4, -distance, distance)};
          }};
}

Row cosine_row(std::string name, double least, double most) {
  return {"converged", std::move(name), [=](Generator& generator) {
            const double factor = uniform(generator, 0.1, 10);
            const Cost cost = analytic([factor](auto x) { return factor * cos(x[0]); });
            const double distance = most == 0 ? 0 : log_uniform(generator, least, most);
            return Instance{cost, {random_sign(generator) * distance}};
          }};
}

Row rosenbrock_row(std::string name) {
  return {"converged", std::move(name), [](Generator& generator) {
            const double steep = log_uniform(generator, 1, 1e4);
            const Cost cost = analytic(
                [steep](auto x) { return steep * square(x[1] - square(x[0])) + square(1.0 - x[0]); });
            return Instance{cost, {1, 1}};
          }};
}

Row network_row(std::string name, Unit unit, Loss loss, double distance) {
  return {"converged", std::move(name), [=](Generator& generator) {
            const Network network = random_network(generator, {3, 5, 3}, 5, unit, loss);
            const arma::vec weights = random_weights(generator, network);
            const Network fitted = fitted_to_itself(network, weights);
            const arma::vec moved = weights + uniform_vector(generator, weights.n_elem, -distance, distance);
            return Instance{cost_of(fitted), moved, fitted.blocks()};
          }};
}

}  // namespace

std::vector<Row> converged_rows() {
  return {
      sphere_row("sphere at its minimum", 0, 0),
      sphere_row("sphere near its minimum", 1e-10, 1e-4),
      rosenbrock_row("Rosenbrock at its minimum"),
      cosine_row("cos at 0", 0, 0),
      cosine_row("cos near 0", 1e-12, 1e-3),
      network_row("logistic network", Unit::logistic, Loss::cross_entropy, 0),
      network_row("logistic network, nearly", Unit::logistic, Loss::cross_entropy, 1e-6),
      network_row("tanh and softmax", Unit::tanh, Loss::softmax, 0),
      network_row("tanh and softmax, nearly", Unit::tanh, Loss::softmax, 1e-5),
      network_row("tanh and squares", Unit::tanh, Loss::squares, 0),
  };
}

}  // namespace gradlab::calibration
