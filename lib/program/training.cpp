#include "program/training.hpp"

#include "gradlab/data/hold_out.hpp"
#include "gradlab/train/scaling.hpp"
#include "program/ranks.hpp"
#include "terminal/keyboard.hpp"
#include "terminal/progress.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace gradlab::program {

namespace {

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

Task make_task(const TrainVerb& verb) {
  Task task{verb.setup, {}, {}, "", {}, {}};
  data::Dataset all = load_dataset(task.options);
  require_single_examples(task.options, all, verb.held_out);
  // Before each label has a name.
  require_network(task.options, all.X.n_cols, task.options.examples > 0 ? task.options.examples : all.X.n_rows);
  arma::vec labels = all.y;  // as the data has them: X is not copied for them
  task.label_names = find_model(task.options.model).name_classes(task.options, all);
  all.y.swap(labels);
  task.data_line = make_problem_setup(task.options, all).data;
  all.y.swap(labels);
  data::Dataset used = draw_examples(std::move(all), task.options.examples, task.options.seed);
  const arma::uword count = used.X.n_rows;
  task.options.examples = 0;
  std::tie(task.training, task.held_out) = data::hold_out(std::move(used), verb.held_out, task.options.seed);
  if (task.training.X.is_empty()) {
    throw std::invalid_argument(fmt::format("--held-out {} of {} leaves none to train on; try --held-out 0",
                                            verb.held_out, counted(count, "example")));
  }
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
  const arma::uword columns = setup.layers[0] + 1, units = setup.layers[1];
  const arma::mat first = arma::reshape(theta.head(units * columns), columns, units).st();
  arma::vec carried = theta;
  carried.head(units * columns) = arma::vectorise(arma::mat(over(first, *scaling).st()));
  return carried;
}

// ---- the run ----

check::CheckResult check_at_start(const ProblemSetup& setup, const train::CostAndGradientFunction& function,
                                  const std::string& name, const TrainVerb& verb) {
  check::CheckOptions options;
  options.parameters = entries_checked;
  options.seed = verb.setup.seed;
  options.beside_blind = false;
  return check::check_gradients(setup.objective, {{name, function, true}}, setup.theta, options);
}

// Each rank goes through its share of the examples; the sums are those of all.
NamedFunction share_examples(const ProblemSetup& setup, const TrainVerb& verb) {
  if (!setup.share || !verb.implementation.empty()) {
    throw std::invalid_argument("several processes train the neural network by its own fastest gradient; leave --model "
                                "and --implementation, or mpirun, out");
  }
  if (setup.examples < ranks()) throw std::invalid_argument("there are more processes than examples; start fewer");
  const Share mine = share_of(setup.examples);
  return setup.share(mine.begin, mine.end, [](std::vector<double>& numbers) { add_up(numbers); });
}

train::MinimizeOptions minimize_options(const TrainVerb& verb, const Interrupt& interrupt, Progress& progress) {
  train::MinimizeOptions options;
  options.iterations = verb.iterations;
  options.alpha = verb.alpha.value_or(find_model(verb.setup.model).alpha);
  options.keep_going = [&interrupt, &progress, all = static_cast<double>(verb.iterations)](arma::uword done) {
    progress.show(static_cast<double>(done) / all);
    return !any_rank(interrupt.requested());
  };
  return options;
}

std::string describe_scaling(bool scale, double lambda) {
  if (!scale) return "";
  return std::string("each value less its mean, divided by its deviation, both of the\nexamples trained on") +
         (lambda > 0 ? "; lambda works on the weights of these" : "");
}

}  // namespace

Training run_training(const TrainVerb& verb, const Reached& reached) {
  const train::Optimizer& optimizer = train::find_optimizer(verb.optimizer);
  const Task task = make_task(verb);
  Training training;
  ProblemSetup& setup = training.setup;
  setup = make_problem_setup(task.options, task.training);
  setup.data = task.data_line;
  if (!verb.setup.weights.empty()) {
    setup.theta = carry(setup.theta, setup, task.scaling, train::weights_for_scaled);
  }
  const NamedFunction implementation =
      verb.implementation.empty() ? setup.ladder().back() : setup.find(verb.implementation);
  const auto whole = [&](const arma::vec& theta) { return to_evaluation(implementation.run(theta)); };
  training.check = check_at_start(setup, whole, implementation.name, verb);
  const NamedFunction shared = ranks() == 1 ? implementation : share_examples(setup, verb);
  const auto function = [&](const arma::vec& theta) { return to_evaluation(shared.run(theta)); };

  Progress progress("training");
  const Interrupt interrupt;
  const auto start = std::chrono::steady_clock::now();
  train::MinimizeOptions wanted = minimize_options(verb, interrupt, progress);
  if (reached) {
    wanted.reached = [&](const arma::vec& theta, arma::uword) {
      reached(setup, carry(theta, setup, task.scaling, train::weights_for_unscaled));
    };
  }
  training.minimum = optimizer.minimize(function, setup.theta, wanted);
  training.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

  const arma::vec& theta = training.minimum.theta;
  training.theta = carry(theta, setup, task.scaling, train::weights_for_unscaled);
  training.training = setup.score(theta, task.training);
  if (!task.held_out.X.is_empty()) training.held_out = setup.score(training.theta, task.held_out);
  training.label_names = task.label_names;
  training.scaling = describe_scaling(verb.scale, verb.setup.lambda);
  return training;
}

}  // namespace gradlab::program
