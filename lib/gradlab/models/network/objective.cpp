#include "gradlab/models/network/objective.hpp"

#include "gradlab/models/network/cost.hpp"
#include "gradlab/models/network/differences.hpp"

#include <fmt/format.h>

#include <complex>
#include <memory>

namespace gradlab::neural_network {

namespace {

template <class Scalar>
Scalar cost_of(const Problem& problem, const arma::Col<Scalar>& theta) {
  const auto [n, h, K] = problem.sizes;
  require_shape("nn_params", theta, count_parameters(problem.sizes), 1);
  return regularized_cost<Scalar>(reshape<Scalar>(theta.head(h * (n + 1)), h, n + 1, Order::by_rows),
                                  reshape<Scalar>(theta.tail(K * (h + 1)), K, h + 1, Order::by_rows), problem.X,
                                  problem.y, problem.lambda);
}

std::string meaning_in_Theta1(arma::uword row, arma::uword column) {
  return column == 0 ? fmt::format("hidden unit {}, bias", row) : fmt::format("hidden unit {}, input {}", row, column);
}

// Labels count from 1 as in the source; hidden unit j is row j of Theta1, so it feeds column j+1 of Theta2.
std::string meaning_in_Theta2(arma::uword row, arma::uword column) {
  return column == 0 ? fmt::format("label {}, bias", row + 1)
                     : fmt::format("label {}, hidden unit {}", row + 1, column - 1);
}

}  // namespace

std::vector<Block> name_blocks(const LayerSizes& sizes) {
  const auto [n, h, K] = sizes;
  return {{"Theta1", h, n + 1, true, true, meaning_in_Theta1}, {"Theta2", K, h + 1, true, true, meaning_in_Theta2}};
}

Objective make_objective(const Problem& problem) { return make_objective(std::make_shared<const Problem>(problem)); }

Objective make_objective(const std::shared_ptr<const Problem>& shared) {
  require_inputs(*shared);
  Objective objective;
  objective.cost = [shared](const arma::vec& theta) { return cost_of<double>(*shared, theta); };
  objective.complex_cost = [shared](const arma::cx_vec& theta) {
    return cost_of<std::complex<double>>(*shared, theta);
  };
  objective.differences = [shared](const arma::vec& theta) { return differences_around(shared, theta); };
  objective.blocks = name_blocks(shared->sizes);
  objective.concurrent = true;
  return objective;
}

}  // namespace gradlab::neural_network
