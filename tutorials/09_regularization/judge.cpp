// Judges the exercise of lesson 9: the penalty in the gradient.
#include "gradlab/models/network/vectorized.hpp"
#include "teach/exercises/gradients.hpp"

namespace gradlab::tutorials::lesson_09 {

using namespace teach;

namespace nn = neural_network;

namespace {

Json arguments_of(const nn::Problem& p) {
  const nn::Weights weights = weights_of(p);
  const nn::CostAndGradients plain = nn::vectorized::nn_cost_function(p);
  return list_of(to_argument(plain.grad1), to_argument(plain.grad2), to_argument(weights.Theta1),
                 to_argument(weights.Theta2), p.lambda, static_cast<double>(p.X.n_rows));
}

arma::mat add_penalty(const arma::mat& grad, const arma::mat& Theta, double factor) {
  arma::mat grad_reg = grad;
  grad_reg.tail_cols(Theta.n_cols - 1) += factor * Theta.tail_cols(Theta.n_cols - 1);
  return grad_reg;
}

// The slips in the factor Lambda/m that the diagnosis of gradients has no names for.
ExerciseTest slips_in_factor(const std::string& function, const std::vector<NamedNetwork>& networks) {
  const auto with_factor = [&](auto factor) {
    return in_each(networks, [&](const NamedNetwork& network) {
      const nn::Problem& p = network.second;
      const nn::Weights weights = weights_of(p);
      const nn::CostAndGradients plain = nn::vectorized::nn_cost_function(p);
      const double f = factor(p.lambda, static_cast<double>(p.X.n_rows));
      return Matrices{add_penalty(plain.grad1, weights.Theta1, f), add_penalty(plain.grad2, weights.Theta2, f)};
    });
  };
  ExerciseTest test{function, {"grad1_reg", "grad2_reg"}, {}, {}, "right"};
  const std::vector<Matrices> right = with_factor([](double Lambda, double m) { return Lambda / m; });
  for (std::size_t i = 0; i < networks.size(); ++i) {
    test.cases.push_back({networks[i].first, arguments_of(networks[i].second), right[i]});
  }
  test.rivals = {
      {"brackets", "The penalty's derivative is m*m/2 times too large.", "S28, S29", mind_the_brackets,
       with_factor([](double Lambda, double m) { return Lambda / 2 * m; })},
      {"multiplied-by-m", "The penalty's derivative is multiplied by m, where it should be divided by m.", "S28, S29",
       "Add Lambda / m times the weights.", with_factor([](double Lambda, double m) { return Lambda * m; })},
  };
  return test;
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<NamedNetwork> networks = test_networks(3);
  const Assessment slip = judge_values(attempt, slips_in_factor(exercise.function, networks));
  if (!slip.passed() && !slip.reasons.front().mistake.empty()) return slip;
  return judge_gradients(
      networks,
      [&](const nn::Problem& p) {
        return call_for_gradients(attempt, exercise.function, arguments_of(p), weights_of(p));
      },
      "At Lambda 3, where J of the debug network is 2.1463598150, all 38 entries agree with numerical derivatives.");
}

}  // namespace gradlab::tutorials::lesson_09
