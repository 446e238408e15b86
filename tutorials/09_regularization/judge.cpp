// Judges the exercise of lesson 9: the penalty in the gradient.
#include "gradlab/models/network/vectorized.hpp"
#include "teach/exercises/gradients.hpp"

namespace gradlab::tutorials::lesson_09 {

using namespace teach;

namespace nn = neural_network;

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  return judge_gradients(
      test_networks(3),
      [&](const nn::Problem& p) {
        const nn::Weights weights = weights_of(p);
        const nn::CostAndGradients plain = nn::vectorized::nn_cost_function(p);
        return call_for_gradients(attempt, exercise.function,
                                  list_of(to_argument(plain.grad1), to_argument(plain.grad2),
                                          to_argument(weights.Theta1), to_argument(weights.Theta2), p.lambda,
                                          static_cast<double>(p.X.n_rows)),
                                  weights);
      },
      "At Lambda 3, where J of the debug network is 2.1463598150, all 38 entries agree with numerical derivatives.");
}

}  // namespace gradlab::tutorials::lesson_09
