// Training, and the answers of a network.
#include "gradlab/models/network/predict.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/train/gradient_descent.hpp"
#include "problem.hpp"
#include "verbs.hpp"

namespace gradlab::engine {

namespace {

arma::mat with_ones(const arma::mat& a) { return arma::join_rows(arma::ones(a.n_rows), a); }

Json score_to_json(const nn::Problem& problem, const nn::Weights& weights, Numbers& numbers) {
  const Score score =
      count_answers(0, problem.y, nn::predict(weights, problem.X), problem.sizes.num_labels);
  return {{"examples", score.examples}, {"right", score.right},
          {"confusion", numbers.add(arma::conv_to<arma::mat>::from(score.confusion))}};
}

// Not all of them: those from `count` on measure what was learned.
nn::Problem rest_from(const nn::Problem& problem, arma::uword count) {
  nn::Problem rest = problem;
  rest.X = problem.X.tail_rows(problem.X.n_rows - count);
  rest.y = problem.y.tail(problem.y.n_elem - count);
  return rest;
}

nn::Problem first_of(const nn::Problem& problem, arma::uword count) {
  nn::Problem first = problem;
  first.X = problem.X.head_rows(count);
  first.y = problem.y.head(count);
  return first;
}

}  // namespace

Json network(const Json& request, Numbers& numbers) {
  const auto problem = read_problem(request);
  const nn::Weights weights = nn::weights_of(*problem);
  return {{"Theta1", numbers.add(weights.Theta1)},
          {"Theta2", numbers.add(weights.Theta2)},
          {"X", numbers.add(problem->X)},
          {"y", std::vector<arma::uword>(problem->y.begin(), problem->y.end())},
          {"lambda", problem->lambda}};
}

Json mistakes(const Json&, Numbers&) {
  Json rows = Json::array();
  for (const nn::Mistake& m : nn::mistakes()) {
    rows.push_back({{"name", m.name}, {"variant", m.variant}, {"kind", m.kind}, {"explanation", m.explanation},
                    {"statement", m.statement}, {"remedy", m.remedy}, {"right", m.right}, {"wrong", m.wrong}});
  }
  return {{"mistakes", rows}};
}

Json answer(const Json& request, Numbers& numbers) {
  const nn::Weights weights{read_matrix(request.at("Theta1"), "Theta1"), read_matrix(request.at("Theta2"), "Theta2")};
  const arma::mat X = read_matrix(request.at("X"), "X");
  const arma::mat a1 = sigmoid<arma::mat>(with_ones(X) * weights.Theta1.t());
  const arma::mat a2 = sigmoid<arma::mat>(with_ones(a1) * weights.Theta2.t());
  return {{"a1", numbers.add(a1)}, {"a2", numbers.add(a2)}, {"label", nn::predict(weights, X)(0)}};
}

Json train(const Json& request, Numbers& numbers) {
  const auto all = read_problem(request);
  const arma::uword held_out = std::min(request.value("held_out", arma::uword{0}), all->X.n_rows - 1);
  const auto used = std::make_shared<const nn::Problem>(first_of(*all, all->X.n_rows - held_out));
  const NamedFunction function = find_function(request.value("function", "vectorized"), used);
  train::MinimizeOptions options;
  options.iterations = request.value("iterations", arma::uword{10});
  options.alpha = request.value("alpha", 1.0);
  const train::Minimum minimum = train::minimize_by_gradient_descent(
      [&](const arma::vec& theta) { return to_evaluation(function.run(theta)); }, used->theta, options);
  const nn::Weights weights = nn::reshape(minimum.theta, used->sizes);
  Json reply = {{"Theta1", numbers.add(weights.Theta1)},
                {"Theta2", numbers.add(weights.Theta2)},
                {"costs", numbers.add(minimum.cost_history.st())},
                {"ended", minimum.ending == train::Ending::not_finite},
                {"training", score_to_json(*used, weights, numbers)}};
  if (held_out > 0) reply["held_out"] = score_to_json(rest_from(*all, used->X.n_rows), weights, numbers);
  return reply;
}

}  // namespace gradlab::engine
