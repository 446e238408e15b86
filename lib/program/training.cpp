#include "program/training.hpp"

#include "gradlab/data/hold_out.hpp"
#include "gradlab/train/scaling.hpp"
#include "program/kept_run.hpp"
#include "program/kept_training.hpp"
#include "program/over_ranks.hpp"
#include "program/ranks.hpp"
#include "terminal/keyboard.hpp"
#include "terminal/progress.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

namespace gradlab::program {

namespace {

constexpr arma::uword entries_checked = 100;  // a sample that covers every block; all of them take as long as training

// ---- data: classes numbered from 1 before the split, so that neither part has to know all of them ----

struct Task {
  ProblemOptions options;  ///< with labels, or the positive one, as all the data have them
  data::Dataset training, held_out;  ///< of this rank
  double weight = 1;                 ///< the share of the examples trained on that this rank has
  bool holds_out = false;            ///< any rank
  std::string data_line;             ///< of all the data
  std::string data_name;             ///< where the training is kept
  std::vector<std::string> label_names;
  std::optional<train::Scaling> scaling;
};

void require_single_examples(const ProblemOptions& options, const data::Dataset& all, double held_out) {
  if (options.examples <= all.y.n_elem || held_out == 0) return;
  throw std::invalid_argument(
      fmt::format("--examples {} are more than the {} there are, and a repeated example would be trained on and held "
                  "out; try at most {}, or --held-out 0",
                  options.examples, all.y.n_elem, all.y.n_elem));
}

Task make_task(const TrainVerb& verb) {
  Task task;
  task.options = verb.setup;
  data::Dataset all = load_dataset(task.options, part_of_rank());
  if (!verb.save.empty()) task.data_name = name_data(all, true);
  require_single_examples(task.options, all, verb.held_out);
  // Before each label has a name.
  require_network(task.options, all.X.n_cols, all.X.n_rows);
  const std::vector<arma::uword> drawn = draw_numbers(all, task.options.examples, task.options.seed);
  const Targets targets = find_model(task.options.model).name_classes(task.options, all);
  task.label_names = targets.classes;
  task.data_line = tell_of_data(all, drawn.size(), targets.description);
  const auto [training, held_out] = data::hold_out(drawn, verb.held_out, task.options.seed);
  if (training.empty()) {
    throw std::invalid_argument(fmt::format("--held-out {} of {} leaves none to train on; try --held-out 0",
                                            verb.held_out, counted(drawn.size(), "example")));
  }
  task.training = data::take(all, training);
  task.held_out = data::take(all, held_out);
  if (any_rank(task.training.X.is_empty())) {
    throw std::invalid_argument(fmt::format("{} to train on are too few for {} processes; start fewer",
                                            counted(training.size(), "example"), ranks()));
  }
  task.weight = static_cast<double>(task.training.X.n_rows) / static_cast<double>(training.size());
  task.holds_out = !held_out.empty();
  task.options.examples = 0;
  if (rank() > 0) task.options.lambda = 0;  // the penalty is added once
  if (verb.scale) {
    task.scaling = train::measure_scaling(task.training.X, [](arma::rowvec& numbers) { add_up(numbers); });
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

// In the order in which --weights will read them, given the same options.
arma::vec in_order(const arma::vec& theta, const ProblemSetup& setup, const std::string& order) {
  if (order == "rows") return theta;
  arma::vec by_columns;
  arma::uword begin = 0;
  for (const Block& block : setup.objective.blocks) {
    const arma::vec entries = theta.subvec(begin, arma::size(block.size(), 1));
    const arma::mat transposed = arma::reshape(entries, block.columns, block.rows);
    by_columns = arma::join_cols(by_columns, arma::vectorise(transposed.st()));
    begin += block.size();
  }
  return by_columns;
}

// ---- the run ----

check::CheckResult check_at_start(const Objective& objective, const arma::vec& theta,
                                  const train::CostAndGradientFunction& function, const std::string& name,
                                  const TrainVerb& verb) {
  check::CheckOptions options;
  options.parameters = entries_checked;
  options.seed = verb.setup.seed;
  options.beside_blind = false;
  return check::check_gradients(objective, {{name, function, true}}, theta, options);
}

// Only means over examples, beside a penalty, are sums over ranks: a mistake's gradient may be none.
void require_sum_over_ranks(const ProblemSetup& setup, const std::string& implementation) {
  if (ranks() == 1 || (setup.has_hidden_layer() && find_function(setup.ladder(), implementation))) return;
  throw std::invalid_argument("several processes train the neural network by one of its own gradients; leave --model "
                              "and --implementation, or mpirun, out");
}

double alpha_of(const TrainVerb& verb) { return verb.alpha.value_or(find_model(verb.setup.model).alpha); }

// ---- pieces ----

// All that decides which way a training goes.
std::string name_training(const ProblemSetup& setup, const TrainVerb& verb, const Task& task,
                          const std::string& implementation) {
  const std::string alpha = verb.optimizer == "gradient_descent" ? fmt::format("alpha {}, ", alpha_of(verb)) : "";
  const std::string positive =
      task.options.positive ? fmt::format(", label {:g} against the rest", *task.options.positive) : "";
  return fmt::format("{} by {}, {}{}, {}, by {}, {}{}, {} drawn, {} held out, seed {}, lambda {}", verb.optimizer,
                     implementation, alpha, verb.scale ? "scaled" : "not scaled", setup.architecture, verb.setup.order,
                     task.data_name, positive, verb.setup.examples, verb.held_out, verb.setup.seed, verb.setup.lambda);
}

arma::uword size_of_piece(const TrainVerb& verb, arma::uword done) {
  const arma::uword left = verb.iterations - std::min<arma::uword>(verb.iterations, done);
  return verb.save.empty() ? left : std::min(left, iterations_of_piece - done % iterations_of_piece);
}

void append(train::Minimum& all, const train::Minimum& piece) {
  const arma::vec& costs = piece.cost_history;
  all.theta = piece.theta;
  all.cost_history = all.cost_history.is_empty() ? costs : arma::join_cols(all.cost_history, costs.tail(piece.iterations()));
  all.evaluations += piece.evaluations;
  all.ending = piece.ending;
}

// From theta on, after the iterations that were done before. finish_piece: told where each piece ended; it returns where
// the next one starts.
train::Minimum minimize_in_pieces(const train::CostAndGradientFunction& function, arma::vec theta, arma::uword before,
                                  const TrainVerb& verb,
                                  const std::function<arma::vec(const arma::vec& theta, arma::uword done)>& finish_piece) {
  const train::Optimizer& optimizer = train::find_optimizer(verb.optimizer);
  Progress progress("training");
  const Interrupt interrupt;
  train::Minimum all;
  arma::uword done = before;
  train::MinimizeOptions options;
  options.alpha = alpha_of(verb);
  options.keep_going = [&](arma::uword more) {
    progress.show(static_cast<double>(done + more) / static_cast<double>(verb.iterations));
    return !any_rank(interrupt.requested());
  };
  do {
    options.iterations = size_of_piece(verb, done);
    append(all, optimizer.minimize(function, theta, options));
    done = before + all.iterations();
    theta = finish_piece(all.theta, done);
  } while (all.ending == train::Ending::iterations_done && done < verb.iterations);
  return all;
}

// A rank may have none of them: its score is then empty, and as large as the others'.
Score score_held_out(const ProblemSetup& setup, const arma::vec& theta, const data::Dataset& held_out,
                     const Score& of_training) {
  if (!held_out.X.is_empty()) return setup.score(theta, held_out);
  Score none = of_training;
  none.examples = none.right = 0;
  none.confusion.zeros();
  return none;
}

std::string describe_scaling(bool scale, double lambda) {
  if (!scale) return "";
  return std::string("each value less its mean, divided by its deviation, both of the\nexamples trained on") +
         (lambda > 0 ? "; lambda works on the weights of these" : "");
}

}  // namespace

Training run_training(const TrainVerb& verb) {
  train::find_optimizer(verb.optimizer);
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
  require_sum_over_ranks(setup, implementation.name);
  const std::string name = name_training(setup, verb, task, implementation.name);
  if (!verb.resume.empty()) training.resumed_at = read_iterations(verb.resume, name);
  Objective objective = setup.objective;
  train::CostAndGradientFunction function = [&](const arma::vec& theta) {
    return to_evaluation(implementation.run(theta));
  };
  if (ranks() > 1) {
    objective = add_up_over_ranks(objective, task.weight);
    function = add_up_over_ranks(function, task.weight);
  }
  training.check = check_at_start(objective, setup.theta, function, implementation.name, verb);

  const auto start = std::chrono::steady_clock::now();
  const auto keep = [&](const arma::vec& theta, arma::uword done) {
    if (verb.save.empty()) return theta;
    const arma::vec kept = carry(theta, setup, task.scaling, train::weights_for_unscaled);
    if (rank() == 0) keep_training(verb.save, name, done, in_order(kept, setup, verb.setup.order));
    return carry(kept, setup, task.scaling, train::weights_for_scaled);  // as one that is taken up reads it
  };
  training.minimum = minimize_in_pieces(function, setup.theta, training.resumed_at, verb, keep);
  training.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

  const arma::vec& theta = training.minimum.theta;
  training.theta = carry(theta, setup, task.scaling, train::weights_for_unscaled);
  training.training = setup.score(theta, task.training);
  if (task.holds_out) training.held_out = score_held_out(setup, training.theta, task.held_out, training.training);
  if (ranks() > 1) {
    training.training = add_up_over_ranks(training.training);
    if (task.holds_out) training.held_out = add_up_over_ranks(training.held_out);
  }
  training.label_names = task.label_names;
  training.scaling = describe_scaling(verb.scale, verb.setup.lambda);
  return training;
}

}  // namespace gradlab::program
