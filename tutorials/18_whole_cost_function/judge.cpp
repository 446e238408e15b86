// Judges the last exercise: cost and gradient of the network, from theta. What is right then trains the digits.
#include "gradlab/data/embedded.hpp"
#include "gradlab/data/hold_out.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/network/predict.hpp"
#include "gradlab/train/lbfgs.hpp"
#include "teach/exercises/gradients.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_18 {

using namespace teach;
namespace nn = neural_network;

namespace {

// The learner's function for one network. The arguments but theta are written once: the digits are many.
class LearnersCost {
 public:
  LearnersCost(Attempt& attempt, const std::string& function, const nn::Problem& p)
      : attempt_(attempt), function_(function), entries_(p.theta.n_elem) {
    arguments_ = list_of(Json(), p.sizes.input_layer_size, p.sizes.hidden_layer_size, p.sizes.num_labels,
                         to_argument(p.X), to_argument(p.y), p.lambda);
  }

  Evaluation operator()(const arma::vec& theta) {
    arguments_[0] = to_argument(theta);
    const Matrices results = attempt_.call(function_, arguments_);
    require_shapes(results, {scalar(0), arma::mat(entries_, 1)}, {"J", "the gradient"});
    return {results[0](0), arma::vectorise(results[1])};
  }

 private:
  Attempt& attempt_;
  std::string function_;
  arma::uword entries_;
  Json arguments_;
};

// The networks without and with a penalty.
std::vector<NamedNetwork> networks_to_try() {
  std::vector<NamedNetwork> all;
  for (const double Lambda : {0.0, 3.0}) {
    for (auto [name, network] : test_networks(Lambda)) {
      all.emplace_back(fmt::format("{} at Lambda {:g}", name, Lambda), network);
    }
  }
  return all;
}

// Trains on three tenths of the digits, and tells what becomes of the others.
std::string train_digits(Attempt& attempt, const std::string& function) {
  const auto [training, held_out] = data::hold_out(data::digits(), 0.7, 1);
  const auto labels_of = [](const data::Dataset& digits) { return data::recognize_labels(digits.y, 10).y; };
  const nn::LayerSizes sizes{64, 25, 10};
  const nn::Problem problem{sizes, nn::unroll(nn::random_weights(sizes, 1)), training.X, labels_of(training), 1};
  train::MinimizeOptions options;
  options.iterations = 40;
  const train::Minimum end =
      train::minimize_by_lbfgs(LearnersCost(attempt, function, problem), problem.theta, options);
  const arma::uvec answers = nn::predict(nn::reshape(end.theta, sizes), held_out.X);
  const double share = 100.0 * static_cast<double>(arma::accu(answers == labels_of(held_out))) /
                       static_cast<double>(answers.n_elem);
  return fmt::format("Trained with it on {} digits, {} steps of L-BFGS, 25 hidden units read {:.1f} % of {} digits "
                     "that they have not seen.", training.X.n_rows, end.iterations(), share, answers.n_elem);
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  Assessment assessment = judge_costs(
      networks_to_try(),
      [&](const nn::Problem& p) { return LearnersCost(attempt, exercise.function, p)(p.theta); },
      "J and all 38 entries of the debug network's gradient are right, with and without the penalty.");
  if (assessment.passed()) assessment.confirmed += " " + train_digits(attempt, exercise.function);
  return assessment;
}

}  // namespace gradlab::tutorials::lesson_18
