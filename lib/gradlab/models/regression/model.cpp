#include "gradlab/models/regression/model.hpp"

#include "gradlab/borrow.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/regression/known_mistakes.hpp"
#include "gradlab/models/regression/objective.hpp"
#include "gradlab/models/regression/predict.hpp"
#include "gradlab/models/regression/twins.hpp"
#include "gradlab/require.hpp"

#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <utility>

namespace gradlab::regression {

static Outputs to_outputs(const CostAndGradient& r) { return {r.cost, {r.grad}, r.reg_J, {r.grad_reg}}; }

namespace {

arma::vec choose_theta(const ProblemOptions& options, arma::uword features) {
  if (options.weights.empty()) return neural_network::random_weights({features, 1, 1}, options.seed).Theta1.st();
  const data::Weights read = data::read_weights(options.weights, options.reader);
  require_shape("theta in " + options.weights, read.unrolled, features + 1, 1);
  return read.unrolled;
}

std::string describe_weights(const ProblemOptions& options) {
  return options.weights.empty() ? fmt::format("random, seed {}", options.seed) : "from " + options.weights;
}

void refuse_network_options(const ProblemOptions& options) {
  if (options.hidden) throw std::invalid_argument("--hidden goes with --model neural_network: a regression has none");
  if (options.labels) throw std::invalid_argument("--labels goes with --model neural_network; try --positive");
}

NamedFunction find_implementation(const std::vector<NamedFunction>& twins, const std::string& name) {
  if (const NamedFunction* twin = find_function(twins, name)) return *twin;
  throw std::invalid_argument(
      fmt::format("there is no implementation '{}' of this model; there are: loop, vectorized", name));
}

ProblemSetup make_setup(const ProblemOptions& options, arma::mat X, const arma::vec& y, Kind kind) {
  refuse_network_options(options);
  const auto problem = std::make_shared<const Problem>(
      Problem{kind, choose_theta(options, X.n_cols), std::move(X), y, options.lambda});
  ProblemSetup setup;
  setup.objective = make_objective(problem);
  setup.theta = problem->theta;
  setup.twins = {name_function("loop", loop, problem), name_function("vectorized", vectorized, problem)};
  setup.find = [twins = setup.twins](const std::string& name) { return find_implementation(twins, name); };
  setup.make_known_mistakes = [problem] { return regression::make_known_mistakes(problem); };
  if (kind == Kind::logistic) setup.saturated = find_saturated(setup.theta, problem->X);
  setup.layers = {problem->X.n_cols, 1};
  setup.weights = describe_weights(options);
  return setup;
}

constexpr const char* real_targets = "real targets";

std::string describe_positive(double label) { return fmt::format("label {:g} against the rest", label); }

double positive_label(const ProblemOptions& options, const data::Dataset& dataset) {
  return options.positive.value_or(dataset.y.max());
}

}  // namespace

ProblemSetup make_linear(const ProblemOptions& options, data::Dataset dataset) {
  ProblemSetup setup = make_setup(options, std::move(dataset.X), dataset.y, Kind::linear);
  setup.score = [](const arma::vec& theta, const data::Dataset& examples) {
    return Score{examples.X.n_rows, vectorized({Kind::linear, theta, borrow(examples.X), examples.y}).cost, 0, 0, {}};
  };
  setup.architecture = fmt::format("linear regression, {} features", setup.layers.front());
  setup.targets = real_targets;
  return setup;
}

ProblemSetup make_logistic(const ProblemOptions& options, data::Dataset dataset) {
  if (!dataset.doubt.empty()) throw std::invalid_argument(fmt::format("{}: {}", dataset.name, dataset.doubt));
  const double positive = positive_label(options, dataset);
  const arma::uvec matches = arma::find(dataset.y == positive);
  if (matches.is_empty() || matches.n_elem == dataset.y.n_elem) {
    throw std::invalid_argument(fmt::format("logistic regression tells label {:g} from the rest, but {} of the {} "
                                            "examples have it; choose another by --positive",
                                            positive, matches.n_elem, dataset.y.n_elem));
  }
  ProblemSetup setup = make_setup(options, std::move(dataset.X),
                                  arma::conv_to<arma::vec>::from(dataset.y == positive), Kind::logistic);
  setup.score = [positive](const arma::vec& theta, const data::Dataset& examples) {
    const arma::uvec y = examples.y == positive;
    const Problem problem{Kind::logistic, theta, borrow(examples.X), arma::conv_to<arma::vec>::from(y)};
    return count_answers(vectorized(problem).cost, y + 1, predict(theta, examples.X) + 1, 2);
  };
  setup.architecture = fmt::format("logistic regression, {} features", setup.layers.front());
  setup.targets = describe_positive(positive);
  return setup;
}

Targets name_classes(ProblemOptions& options, data::Dataset& dataset) {
  options.positive = positive_label(options, dataset);
  return {{"rest", fmt::format("{:g}", *options.positive)}, describe_positive(*options.positive)};
}

Targets name_no_classes(ProblemOptions&, data::Dataset&) { return {{}, real_targets}; }

}  // namespace gradlab::regression
