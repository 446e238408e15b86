#include "gradlab/models/network/model.hpp"

#include "gradlab/borrow.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/models/network/blocked.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/predict.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/require.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

namespace gradlab::neural_network {

namespace {

data::Labels recognize_labels(const data::Dataset& dataset, arma::uword num_labels) {
  if (!dataset.doubt.empty()) throw std::invalid_argument(fmt::format("{}: {}", dataset.name, dataset.doubt));
  try {
    return data::recognize_labels(dataset.y, num_labels);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("{}: {}; where the labels are in another file, try --targets", dataset.name,
                                            error.what()));
  }
}

Order order_of(const ProblemOptions& options) {
  return options.order == "rows" ? Order::by_rows : Order::by_columns;
}

void require_same(const std::string& option, std::optional<std::uint64_t> wanted, arma::uword found,
                  const std::string& where) {
  if (!wanted || *wanted == found) return;
  throw std::invalid_argument(fmt::format("{} is {}, but {} {} {}; leave the option out", option, *wanted, where,
                                          found == 1 ? "has" : "have", found));
}

// As many hidden units as `length` weights are enough for; 25 where that is no whole number.
arma::uword find_hidden(arma::uword length, arma::uword inputs, arma::uword num_labels) {
  const arma::uword by_unit = inputs + 1 + num_labels;  // a row of Theta1 and a column of Theta2
  const bool fits = length > num_labels && (length - num_labels) % by_unit == 0;
  return fits ? (length - num_labels) / by_unit : 25;
}

Weights read_network_weights(const ProblemOptions& options, arma::uword inputs, arma::uword num_labels) {
  const data::Weights read = data::read_weights(options.weights, options.reader);
  if (read.unrolled.is_empty()) {
    sizes_of({read.Theta1, read.Theta2});
    return {read.Theta1, read.Theta2};
  }
  const arma::uword hidden = options.hidden.value_or(find_hidden(read.unrolled.n_elem, inputs, num_labels));
  try {
    return reshape(read.unrolled, {inputs, hidden, num_labels}, order_of(options));
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("{}: {}; try other --hidden or --labels", options.weights, error.what()));
  }
}

Weights choose_weights(const ProblemOptions& options, arma::uword inputs, arma::uword num_labels) {
  if (!options.weights.empty()) return read_network_weights(options, inputs, num_labels);
  if (options.data == "debug" && !options.hidden) return weights_of(debug_network());
  return random_weights({inputs, options.hidden.value_or(25), num_labels}, options.seed);
}

std::string describe_weights(const ProblemOptions& options) {
  if (!options.weights.empty()) return "from " + options.weights;
  if (options.data == "debug" && !options.hidden) return "those of the debug network (sines)";
  return fmt::format("random, seed {}", options.seed);
}

NamedFunction find_implementation(const std::vector<NamedFunction>& ladder, const std::string& name,
                                  const std::shared_ptr<const Problem>& problem) {
  if (const NamedFunction* twin = find_function(ladder, name)) return *twin;
  return name_function(in_american_spelling(name), implement(find_mistakes(name)), problem);
}

Score score(const LayerSizes& sizes, const arma::vec& theta, const data::Dataset& dataset) {
  const Problem problem{sizes, theta, borrow(dataset.X), arma::conv_to<arma::uvec>::from(dataset.y)};
  return count_answers(blocked::cost(problem), problem.y,
                       predict(weights_of(problem), problem.X), sizes.num_labels);
}

}  // namespace

NetworkProblem make_problem(const ProblemOptions& options, data::Dataset dataset) {
  const data::Labels labels = recognize_labels(dataset, options.labels.value_or(0));
  const Weights weights = choose_weights(options, dataset.X.n_cols, labels.num_labels);
  const LayerSizes sizes = sizes_of(weights);
  require_same("--hidden", options.hidden, sizes.hidden_layer_size, "the rows of Theta1");
  require_shape("Theta1, for data of " + std::to_string(dataset.X.n_cols) + " values an example,", weights.Theta1,
                sizes.hidden_layer_size, dataset.X.n_cols + 1);
  require_shape("Theta2, for data of " + std::to_string(labels.num_labels) + " labels,", weights.Theta2,
                labels.num_labels, sizes.hidden_layer_size + 1);
  return {{sizes, unroll(weights), std::move(dataset.X), labels.y, options.lambda},
          labels.description,
          describe_weights(options)};
}

Outputs to_outputs(const CostAndGradients& r) {
  return {r.cost, {r.grad1, r.grad2}, r.reg_J, {r.grad1_reg, r.grad2_reg}};
}

ProblemSetup make_setup(const ProblemOptions& options, data::Dataset dataset) {
  NetworkProblem described = make_problem(options, std::move(dataset));
  const auto problem = std::make_shared<const Problem>(std::move(described.problem));
  const auto [n, h, K] = problem->sizes;
  using Twin = CostAndGradients (*)(const Problem&);
  ProblemSetup setup;
  setup.objective = make_objective(problem);
  setup.theta = problem->theta;
  setup.twins = {name_function("loop", Twin(loop::nn_cost_function), problem),
                 name_function("vectorized", Twin(vectorized::nn_cost_function), problem)};
  setup.faster = {name_function("blocked", Twin(blocked::nn_cost_function), problem)};
  setup.find = [problem, ladder = setup.ladder()](const std::string& name) {
    return find_implementation(ladder, name, problem);
  };
  setup.make_known_mistakes = [problem] { return neural_network::make_known_mistakes(problem); };
  setup.score = [sizes = problem->sizes](const arma::vec& theta, const data::Dataset& examples) {
    return score(sizes, theta, examples);
  };
  setup.saturated = find_saturated(weights_of(*problem), problem->X);
  setup.layers = {n, h, K};
  setup.architecture =
      fmt::format("{}-{}-{}, sigmoid, {} weights", n, h, K, terminal::with_thousands(setup.theta.n_elem));
  setup.targets = described.data;
  setup.weights = described.weights;
  return setup;
}

Targets name_classes(ProblemOptions& options, data::Dataset& dataset) {
  const data::Labels labels = recognize_labels(dataset, options.labels.value_or(0));
  const arma::uword from = dataset.y.min() == 0 ? 0 : 1;
  dataset.y = arma::conv_to<arma::vec>::from(labels.y);
  options.labels = labels.num_labels;
  Targets targets{{}, labels.description};
  for (arma::uword k = 0; k < labels.num_labels; ++k) targets.classes.push_back(std::to_string(k + from));
  return targets;
}

}  // namespace gradlab::neural_network
