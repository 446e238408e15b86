#include "wrong_sigmoid_gradient.hpp"

#include "gradlab/models/sigmoid.hpp"
#include "gradlab/require.hpp"

#include <cmath>
#include <memory>

namespace gradlab {

template <class Matrix>
Matrix seven(const Matrix& z) {
  return 0 * z + 7;
}

}  // namespace gradlab

// The network's sources themselves, in a namespace of their own, where sigmoid_gradient() is another function.
#define neural_network network_with_wrong_derivative
#define sigmoid_gradient seven
#include "gradlab/models/network/differences.cpp"
#include "gradlab/models/network/differences_by_column.cpp"
#include "gradlab/models/network/forward_pass.cpp"
#include "gradlab/models/network/loop.cpp"
#include "gradlab/models/network/objective.cpp"
#include "gradlab/models/network/parameters.cpp"
#include "gradlab/models/network/problem.cpp"
#undef sigmoid_gradient
#undef neural_network

namespace wrong_sigmoid_gradient {

namespace nn = gradlab::network_with_wrong_derivative;

Numbers run(const arma::uvec& sizes, const arma::vec& theta, const arma::mat& X, const arma::uvec& y, double lambda,
            const std::vector<gradlab::Move>& moves) {
  const nn::Problem problem = {{sizes(0), sizes(1), sizes(2)}, theta, X, y, lambda};
  const gradlab::Objective objective = nn::make_objective(problem);
  const gradlab::DifferenceFunction differences = objective.differences(theta);
  Numbers numbers;
  numbers.cost = objective.cost(theta);
  for (const gradlab::Move& move : moves) numbers.one_by_one.push_back(differences(move.k, move.step));
  numbers.together = differences.many(moves, {});
  numbers.loop_grad1 = nn::loop::nn_cost_function(problem).grad1;
  return numbers;
}

}  // namespace wrong_sigmoid_gradient
