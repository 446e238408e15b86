#include "program/problem_setup.hpp"

#include "gradlab/data/embedded.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/saturation.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/models/regression/known_mistakes.hpp"
#include "gradlab/models/regression/linear/loop.hpp"
#include "gradlab/models/regression/linear/objective.hpp"
#include "gradlab/models/regression/linear/vectorized.hpp"
#include "gradlab/models/regression/logistic/loop.hpp"
#include "gradlab/models/regression/logistic/objective.hpp"
#include "gradlab/models/regression/logistic/vectorized.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/random.hpp"
#include "gradlab/require.hpp"
#include "program/isolated_reading.hpp"
#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;

arma::mat scalar(double value) { return arma::mat(1, 1).fill(value); }

// ---- data ----

void require_size(arma::uword examples, arma::uword values) {
  constexpr double most_numbers = 2e9;  // 16 GB
  if (static_cast<double>(examples) * static_cast<double>(values) <= most_numbers) return;
  throw std::invalid_argument(fmt::format("--examples {} of {} values each are more than can be held; try fewer",
                                          examples, values));
}

std::string describe_data(const data::Dataset& dataset, const std::string& targets) {
  const std::string size = fmt::format("{}: {} {} of {} values,", dataset.name, with_thousands(dataset.X.n_rows),
                                       dataset.X.n_rows == 1 ? "example" : "examples", dataset.X.n_cols);
  constexpr std::size_t room = 66;  // of 80 columns, beside the label
  std::string text = size + (size.size() + 1 + targets.size() > room ? "\n" : " ") + targets;
  if (!dataset.description.empty()) text += "\n" + dataset.description;
  return text;
}

// ---- the network ----

nn::Order order_of(const ProblemOptions& options) {
  return options.order == "rows" ? nn::Order::by_rows : nn::Order::by_columns;
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

nn::Weights read_network_weights(const ProblemOptions& options, arma::uword inputs, arma::uword num_labels) {
  const data::Weights read = data::read_weights(options.weights, this_program());
  if (read.unrolled.is_empty()) {
    nn::sizes_of({read.Theta1, read.Theta2});
    return {read.Theta1, read.Theta2};
  }
  const arma::uword hidden = options.hidden.value_or(find_hidden(read.unrolled.n_elem, inputs, num_labels));
  try {
    return nn::reshape(read.unrolled, {inputs, hidden, num_labels}, order_of(options));
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("{}: {}; try other --hidden or --labels", options.weights, error.what()));
  }
}

nn::Weights choose_weights(const ProblemOptions& options, arma::uword inputs, arma::uword num_labels) {
  if (!options.weights.empty()) return read_network_weights(options, inputs, num_labels);
  if (options.data == "debug" && !options.hidden) return nn::debug_network().weights;
  return nn::random_weights({inputs, options.hidden.value_or(25), num_labels}, options.seed);
}

std::string describe_weights(const ProblemOptions& options) {
  if (!options.weights.empty()) return "from " + options.weights;
  if (options.data == "debug" && !options.hidden) return "those of the debug network (sines)";
  return fmt::format("random, seed {}", options.seed);
}

using NetworkFunction = std::function<nn::CostAndGradients(const arma::vec& theta)>;

NamedFunction name_network_function(const std::string& name, const NetworkFunction& function) {
  return {name, [function](const arma::vec& theta) {
            const nn::CostAndGradients r = function(theta);
            return Outputs{{"cost", scalar(r.cost)},   {"grad1", r.grad1},         {"grad2", r.grad2},
                           {"reg_J", scalar(r.reg_J)}, {"grad1_reg", r.grad1_reg}, {"grad2_reg", r.grad2_reg}};
          }};
}

// "flipped-sign", or several at once: "flipped-sign+regularised-bias".
std::vector<const nn::Mistake*> find_mistakes(const std::string& names) {
  std::vector<const nn::Mistake*> found;
  std::istringstream stream(names);
  for (std::string name; std::getline(stream, name, '+');) found.push_back(&nn::find_mistake(name));
  return found;
}

NetworkProblem make_network_problem(const ProblemOptions& options, const data::Dataset& dataset) {
  const data::Labels labels = recognize_labels(dataset, options.labels.value_or(0));
  const nn::Weights weights = choose_weights(options, dataset.X.n_cols, labels.num_labels);
  const nn::LayerSizes sizes = nn::sizes_of(weights);
  require_same("--hidden", options.hidden, sizes.hidden_layer_size, "the rows of Theta1");
  require_shape("Theta1, for data of " + std::to_string(dataset.X.n_cols) + " values an example,", weights.Theta1,
                sizes.hidden_layer_size, dataset.X.n_cols + 1);
  require_shape("Theta2, for data of " + std::to_string(labels.num_labels) + " labels,", weights.Theta2,
                labels.num_labels, sizes.hidden_layer_size + 1);
  return {sizes, weights, dataset.X, labels.y, describe_data(dataset, labels.description), describe_weights(options)};
}

ProblemSetup make_network(const ProblemOptions& options, const data::Dataset& dataset) {
  const NetworkProblem problem = make_network_problem(options, dataset);
  const auto& [sizes, weights, X, y, data_line, weights_line] = problem;
  const auto bind = [problem, L = options.lambda](auto function) -> NetworkFunction {
    return [=](const arma::vec& theta) {
      const auto [n, h, K] = problem.sizes;
      return function(theta, n, h, K, problem.X, problem.y, L);
    };
  };

  ProblemSetup setup;
  setup.objective = nn::make_objective(sizes, X, y, options.lambda);
  setup.theta = nn::unroll(weights);
  setup.twins = {name_network_function("loop", bind(nn::loop::nn_cost_function)),
                   name_network_function("vectorized", bind(nn::vectorized::nn_cost_function))};
  setup.find = [bind, twins = setup.twins](const std::string& name) {
    for (const NamedFunction& twin : twins) {
      if (twin.name == name) return twin;
    }
    return name_network_function(name, bind(nn::implement(find_mistakes(name))));
  };
  const nn::Configuration configuration{sizes, setup.theta, X, y, options.lambda};
  setup.make_known_mistakes = [configuration] { return nn::make_known_mistakes(configuration); };
  setup.saturated = nn::find_saturated(weights, X);
  setup.inputs = sizes.input_layer_size;
  setup.hidden = sizes.hidden_layer_size;
  setup.labels = sizes.num_labels;
  setup.architecture = fmt::format("{}-{}-{}, sigmoid, {} weights", sizes.input_layer_size, sizes.hidden_layer_size,
                                     sizes.num_labels, with_thousands(setup.theta.n_elem));
  setup.data = data_line;
  setup.weights = weights_line;
  return setup;
}

// ---- the regressions ----

arma::vec choose_theta(const ProblemOptions& options, arma::uword features) {
  if (options.weights.empty()) {
    const nn::Weights drawn = nn::random_weights({features, 1, 1}, options.seed);
    return drawn.Theta1.st();
  }
  const data::Weights read = data::read_weights(options.weights, this_program());
  require_shape("theta in " + options.weights, read.unrolled, features + 1, 1);
  return read.unrolled;
}

template <class Function>
NamedFunction name_regression(const std::string& name, Function function, const arma::mat& X, const arma::vec& y,
                              double lambda) {
  return {name, [=](const arma::vec& theta) {
            const auto r = function(theta, X, y, lambda);
            return Outputs{
                {"cost", scalar(r.cost)}, {"grad", r.grad}, {"reg_J", scalar(r.reg_J)}, {"grad_reg", r.grad_reg}};
          }};
}

void refuse_network_options(const ProblemOptions& options) {
  if (options.hidden) throw std::invalid_argument("--hidden goes with --model neural_network: a regression has none");
  if (options.labels) throw std::invalid_argument("--labels goes with --model neural_network; try --positive");
}

template <class Function>
ProblemSetup make_regression(const ProblemOptions& options, const data::Dataset& dataset, const arma::vec& y,
                        const Objective& objective, Function loop, Function vectorized) {
  refuse_network_options(options);
  ProblemSetup setup;
  setup.objective = objective;
  setup.theta = choose_theta(options, dataset.X.n_cols);
  setup.twins = {name_regression("loop", loop, dataset.X, y, options.lambda),
                   name_regression("vectorized", vectorized, dataset.X, y, options.lambda)};
  setup.find = [twins = setup.twins](const std::string& name) {
    for (const NamedFunction& twin : twins) {
      if (twin.name == name) return twin;
    }
    throw std::invalid_argument(
        fmt::format("there is no implementation '{}' of this model; there are: loop, vectorized", name));
  };
  setup.inputs = dataset.X.n_cols;
  setup.labels = 1;
  setup.weights = describe_weights(options);
  return setup;
}

ProblemSetup make_linear_regression(const ProblemOptions& options, const data::Dataset& dataset) {
  namespace model = linear_regression;
  ProblemSetup setup = make_regression(options, dataset, dataset.y,
                                    model::make_objective(dataset.X, dataset.y, options.lambda),
                                    &model::loop::cost_function, &model::vectorized::cost_function);
  setup.architecture = fmt::format("linear regression, {} features", dataset.X.n_cols);
  const RegressionConfiguration configuration{RegressionKind::linear, setup.theta, dataset.X, dataset.y,
                                              options.lambda};
  setup.make_known_mistakes = [configuration] { return gradlab::make_known_mistakes(configuration); };
  setup.data = describe_data(dataset, "real targets");
  return setup;
}

ProblemSetup make_logistic_regression(const ProblemOptions& options, const data::Dataset& dataset) {
  namespace model = logistic_regression;
  const double positive = options.positive.value_or(dataset.y.max());
  const arma::uvec matches = arma::find(dataset.y == positive);
  if (matches.is_empty() || matches.n_elem == dataset.y.n_elem) {
    throw std::invalid_argument(fmt::format("logistic regression tells label {:g} from the rest, but {} of the {} "
                                            "examples have it; choose another by --positive",
                                            positive, matches.n_elem, dataset.y.n_elem));
  }
  const arma::vec y = arma::conv_to<arma::vec>::from(dataset.y == positive);
  ProblemSetup setup = make_regression(options, dataset, y, model::make_objective(dataset.X, y, options.lambda),
                                    &model::loop::cost_function, &model::vectorized::cost_function);
  const arma::vec output = sigmoid<arma::vec>(arma::join_rows(arma::vec(y.n_elem, arma::fill::ones), dataset.X) *
                                              setup.theta);
  const arma::uvec exact = (output == 0) + (1 - output == 0);
  setup.saturated = arma::find(exact > 0);
  setup.architecture = fmt::format("logistic regression, {} features", dataset.X.n_cols);
  const RegressionConfiguration configuration{RegressionKind::logistic, setup.theta, dataset.X, y, options.lambda};
  setup.make_known_mistakes = [configuration] { return gradlab::make_known_mistakes(configuration); };
  setup.data = describe_data(dataset, fmt::format("label {:g} against the rest", positive));
  return setup;
}

// The last column of iris as the target: a real number to predict, where iris has only a label.
data::Dataset predict_last_column(data::Dataset dataset) {
  dataset.y = dataset.X.tail_cols(1);
  dataset.X.shed_col(dataset.X.n_cols - 1);
  dataset.description = "target: the fourth value (petal width), from the other three";
  return dataset;
}

data::Dataset debug_dataset() {
  const nn::DebugNetwork network = nn::debug_network();
  return {network.X, arma::conv_to<arma::vec>::from(network.y), "debug", "the checking network's sines", ""};
}

}  // namespace

data::Labels recognize_labels(const data::Dataset& dataset, arma::uword num_labels) {
  try {
    return data::recognize_labels(dataset.y, num_labels);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("{}: {}; where the labels are in another file, try --targets", dataset.name,
                                            error.what()));
  }
}

const arma::mat& find_output(const Outputs& outputs, const std::string& name) {
  const auto found =
      std::find_if(outputs.begin(), outputs.end(), [&](const Output& output) { return output.name == name; });
  if (found == outputs.end()) throw std::out_of_range("no output " + name);
  return found->value;
}

Evaluation to_evaluation(const Outputs& outputs) {
  Evaluation evaluation{find_output(outputs, "reg_J")(0), {}};
  for (const Output& output : outputs) {
    const bool regularized_gradient = output.name.starts_with("grad") && output.name.ends_with("_reg");
    if (!regularized_gradient) continue;
    evaluation.gradient = arma::join_cols(evaluation.gradient, nn::unroll(output.value, nn::Order::by_rows));
  }
  return evaluation;
}

data::Dataset load_dataset(const ProblemOptions& options) {
  const bool regression = options.model != "neural_network";
  const std::string name = !options.data.empty() ? options.data : regression ? "iris" : "digits";
  if (name == "debug") return debug_dataset();
  if (name == "digits") return data::digits();
  if (name == "iris") return options.model == "linear_regression" ? predict_last_column(data::iris()) : data::iris();
  return data::read_dataset(name, options.targets, this_program());
}

data::Dataset draw_examples(const data::Dataset& all, arma::uword count, std::uint64_t seed) {
  if (count == 0 || count == all.X.n_rows) return all;
  require_size(count, all.X.n_cols);
  std::vector<arma::uword> rows(std::max(count, all.X.n_rows));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i % all.X.n_rows;
  const std::vector<arma::uword> drawn = Random(seed).sample(rows, count);
  data::Dataset some = all;
  some.X = all.X.rows(arma::uvec(drawn));
  some.y = all.y.elem(arma::uvec(drawn));
  if (count > all.X.n_rows) {
    some.description += fmt::format("{}its {} examples repeated", all.description.empty() ? "" : "; ", all.X.n_rows);
  }
  return some;
}

NetworkProblem load_network(const ProblemOptions& options) {
  return make_network_problem(options, draw_examples(load_dataset(options), options.examples, options.seed));
}

ProblemSetup make_problem_setup(const ProblemOptions& options, const data::Dataset& dataset) {
  const data::Dataset used = draw_examples(dataset, options.examples, options.seed);
  ProblemSetup setup = options.model == "neural_network"        ? make_network(options, used)
                    : options.model == "logistic_regression" ? make_logistic_regression(options, used)
                                                             : make_linear_regression(options, used);
  setup.examples = used.X.n_rows;
  setup.lambda = options.lambda;
  return setup;
}

}  // namespace gradlab::program
