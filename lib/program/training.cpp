#include "program/training.hpp"

#include "gradlab/data/labels.hpp"
#include "gradlab/models/network/predict.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/models/regression/linear/vectorized.hpp"
#include "gradlab/models/regression/logistic/predict.hpp"
#include "gradlab/models/regression/logistic/vectorized.hpp"
#include "gradlab/random.hpp"
#include "gradlab/train/scaling.hpp"
#include "terminal/keyboard.hpp"
#include "terminal/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;

constexpr arma::uword entries_checked = 100;  // a sample that covers every block; all of them take as long as training

// ---- data: classes numbered from 1 before the split, so that neither part has to know all of them ----

struct Task {
  ProblemOptions options;  ///< with labels, or the positive one, as all the data have them
  data::Dataset training, held_out;
  std::string data_line;  ///< of all the data
  std::vector<std::string> label_names;
  std::optional<train::Scaling> scaling;
};

void require_single_examples(const ProblemOptions& options, const data::Dataset& all, double held_out) {
  if (options.examples <= all.X.n_rows || held_out == 0) return;
  throw std::invalid_argument(
      fmt::format("--examples {} are more than the {} there are, and a repeated example would be trained on and held "
                  "out; try at most {}, or --held-out 0",
                  options.examples, all.X.n_rows, all.X.n_rows));
}

std::vector<std::string> number_labels(ProblemOptions& options, data::Dataset& dataset) {
  const data::Labels labels = recognize_labels(dataset, options.labels.value_or(0));
  const arma::uword from = dataset.y.min() == 0 ? 0 : 1;
  dataset.y = arma::conv_to<arma::vec>::from(labels.y);
  options.labels = labels.num_labels;
  std::vector<std::string> names;
  for (arma::uword k = 0; k < labels.num_labels; ++k) names.push_back(std::to_string(k + from));
  return names;
}

std::vector<std::string> name_labels(ProblemOptions& options, data::Dataset& dataset) {
  if (options.model == "neural_network") return number_labels(options, dataset);
  if (options.model == "linear_regression") return {};
  options.positive = options.positive.value_or(dataset.y.max());
  return {"rest", fmt::format("{:g}", *options.positive)};
}

data::Dataset take(const data::Dataset& all, const std::vector<arma::uword>& rows) {
  data::Dataset some = all;
  some.X = all.X.rows(arma::uvec(rows));
  some.y = all.y.elem(arma::uvec(rows));
  return some;
}

// The examples shuffled by the seed; the last of them are held out, in whole examples and at least one.
void split(Task& task, const data::Dataset& all, double share) {
  const arma::uword m = all.X.n_rows;
  std::vector<arma::uword> rows(m);
  std::iota(rows.begin(), rows.end(), 0);
  Random(task.options.seed).shuffle(rows);
  const auto wanted = static_cast<arma::uword>(std::lround(share * static_cast<double>(m)));
  const arma::uword held_out = share > 0 ? std::max<arma::uword>(1, wanted) : 0;
  if (held_out >= m) {
    throw std::invalid_argument(fmt::format("--held-out {} of {} example{} leaves none to train on; try --held-out 0",
                                            share, m, m == 1 ? "" : "s"));
  }
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(m - held_out);
  task.training = take(all, {rows.begin(), middle});
  task.held_out = take(all, {middle, rows.end()});
}

Task make_task(const TrainVerb& verb) {
  Task task{verb.setup, {}, {}, "", {}, {}};
  const data::Dataset all = load_dataset(task.options);
  require_single_examples(task.options, all, verb.held_out);
  data::Dataset numbered = all;
  task.label_names = name_labels(task.options, numbered);
  task.data_line = make_problem_setup(task.options, all).data;
  const data::Dataset used = draw_examples(numbered, task.options.examples, task.options.seed);
  task.options.examples = 0;
  split(task, used, verb.held_out);
  if (verb.scale) {
    task.scaling = train::measure_scaling(task.training.X);
    task.training.X = train::scale(task.training.X, *task.scaling);
  }
  return task;
}

// ---- the first layer's weights, on either side of the scaling ----

using CarryWeights = arma::mat (*)(const arma::mat& weights, const train::Scaling& scaling);

arma::vec carry(const arma::vec& theta, const ProblemSetup& setup, const std::optional<train::Scaling>& scaling,
                CarryWeights over) {
  if (!scaling) return theta;
  if (setup.hidden == 0) return over(theta.st(), *scaling).st();
  nn::Weights weights = nn::reshape(theta, {setup.inputs, setup.hidden, setup.labels});
  weights.Theta1 = over(weights.Theta1, *scaling);
  return nn::unroll(weights);
}

// ---- how good it is ----

arma::umat count_answers(const arma::uvec& right, const arma::uvec& answers, arma::uword classes) {
  arma::umat confusion(classes, classes, arma::fill::zeros);
  for (arma::uword i = 0; i < right.n_elem; ++i) ++confusion(right(i) - 1, answers(i) - 1);
  return confusion;
}

double accuracy_of(const arma::umat& confusion) {
  return static_cast<double>(arma::trace(confusion)) / static_cast<double>(arma::accu(confusion));
}

void score_network(Score& score, const ProblemSetup& setup, const arma::vec& theta, const data::Dataset& dataset) {
  const auto y = arma::conv_to<arma::uvec>::from(dataset.y);
  const nn::LayerSizes sizes{setup.inputs, setup.hidden, setup.labels};
  score.cost =
      nn::vectorized::nn_cost_function(theta, setup.inputs, setup.hidden, setup.labels, dataset.X, y, 0).cost;
  score.confusion = count_answers(y, nn::predict(nn::reshape(theta, sizes), dataset.X), setup.labels);
}

void score_logistic(Score& score, double positive, const arma::vec& theta, const data::Dataset& dataset) {
  const arma::uvec y = dataset.y == positive;
  score.cost =
      logistic_regression::vectorized::cost_function(theta, dataset.X, arma::conv_to<arma::vec>::from(y), 0).cost;
  score.confusion = count_answers(y + 1, logistic_regression::predict(theta, dataset.X) + 1, 2);
}

/// `theta`: for the features as they are in the dataset.
Score score_on(const data::Dataset& dataset, const Task& task, const ProblemSetup& setup, const arma::vec& theta) {
  Score score;
  score.examples = dataset.X.n_rows;
  if (score.examples == 0) return score;
  if (setup.hidden > 0) {
    score_network(score, setup, theta, dataset);
  } else if (task.options.model == "logistic_regression") {
    score_logistic(score, *task.options.positive, theta, dataset);
  } else {
    score.cost = linear_regression::vectorized::cost_function(theta, dataset.X, dataset.y, 0).cost;
  }
  if (!score.confusion.is_empty()) score.accuracy = accuracy_of(score.confusion);
  return score;
}

// ---- the run ----

check::CheckResult check_at_start(const ProblemSetup& setup, const train::CostAndGradientFunction& function,
                                  const TrainVerb& verb) {
  check::CheckOptions options;
  options.parameters = entries_checked;
  options.seed = verb.setup.seed;
  return check::check_gradients(setup.objective, {{verb.implementation, function}}, setup.theta, options);
}

train::MinimizeOptions minimize_options(const TrainVerb& verb, const Interrupt& interrupt, Progress& progress) {
  train::MinimizeOptions options;
  options.iterations = verb.iterations;
  options.alpha = verb.alpha.value_or(verb.setup.model == "neural_network" ? 1 : 0.01);
  const auto all = static_cast<double>(verb.iterations);
  options.keep_going = [&interrupt, &progress, all](const train::Iteration& done) {
    progress.show(static_cast<double>(done.number) / all);
    return !interrupt.requested();
  };
  return options;
}

std::string describe_scaling(bool scale, double lambda) {
  if (!scale) return "";
  return std::string("each value less its mean, divided by its deviation, both of the\nexamples trained on") +
         (lambda > 0 ? "; lambda works on the weights of these" : "");
}

}  // namespace

Training run_training(const TrainVerb& verb) {
  const train::Optimizer& optimizer = train::find_optimizer(verb.optimizer);
  const Task task = make_task(verb);
  Training training;
  ProblemSetup& setup = training.setup;
  setup = make_problem_setup(task.options, task.training);
  setup.data = task.data_line;
  if (!verb.setup.weights.empty()) {
    setup.theta = carry(setup.theta, setup, task.scaling, train::weights_for_scaled);
  }
  const NamedFunction implementation = setup.find(verb.implementation);
  const auto function = [&](const arma::vec& theta) { return to_evaluation(implementation.run(theta)); };
  training.check = check_at_start(setup, function, verb);

  Progress progress("training");
  const Interrupt interrupt;
  const auto start = std::chrono::steady_clock::now();
  training.minimum = optimizer.minimize(function, setup.theta, minimize_options(verb, interrupt, progress));
  training.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

  const arma::vec& theta = training.minimum.theta;
  training.theta = carry(theta, setup, task.scaling, train::weights_for_unscaled);
  training.training = score_on(task.training, task, setup, theta);
  training.held_out = score_on(task.held_out, task, setup, training.theta);
  training.label_names = task.label_names;
  training.scaling = describe_scaling(verb.scale, verb.setup.lambda);
  return training;
}

}  // namespace gradlab::program
