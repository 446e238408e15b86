#include "gradlab/trace/trace.hpp"

#include "gradlab/models/sigmoid.hpp"
#include "gradlab/trace/recorder.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace gradlab::trace {

namespace {

Value share(const arma::mat& value) { return std::make_shared<const arma::mat>(value); }

std::vector<Variable> inputs_of(const neural_network::Problem& p) {
  return {{"nn_params", {p.theta.n_elem}, share(p.theta.t())},
          {"X", {p.X.n_rows, p.X.n_cols}, share(p.X)},
          {"y", {p.y.n_elem}, share(arma::conv_to<arma::rowvec>::from(p.y))},
          {"Lambda", {}, share(arma::mat{p.lambda})}};
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

const arma::mat& require_variable(const Step& step, std::string_view name) {
  const Variable* variable = find_variable(step, name);
  if (variable) return *variable->value;
  throw std::invalid_argument("there is no " + std::string(name) + " at this step");
}

// The loop over labels fills y10 once a label, and each state of y10 is kept.
void require_traceable(const neural_network::Problem& problem) {
  constexpr double most = 1e8;  // numbers
  const auto labels = static_cast<double>(problem.sizes.num_labels);
  if (static_cast<double>(problem.X.n_rows) * labels * labels <= most) return;
  throw std::invalid_argument("stepping through keeps the targets of " + std::to_string(problem.X.n_rows) +
                              " examples once for each of the " + std::to_string(problem.sizes.num_labels) +
                              " labels, more than fits; try fewer --examples or --labels");
}

}  // namespace

Trace trace_loop(const neural_network::Problem& problem, const Window& window) {
  neural_network::require_inputs(problem);
  require_traceable(problem);
  const arma::uword examples = problem.X.n_rows;
  if (window.first > window.last || window.last >= examples) {
    throw std::invalid_argument("examples " + std::to_string(window.first) + " to " + std::to_string(window.last) +
                                " (from 0) cannot be traced: there are " + std::to_string(examples));
  }
  Recorder recorder(inputs_of(problem), problem.sizes.num_labels, examples, window);
  neural_network::CostAndGradients results = run_watched(problem, recorder);
  recorder.finish();
  return {std::move(recorder).steps(), std::move(results), examples, window};
}

Window choose_window(const neural_network::LayerSizes& sizes, arma::uword examples, arma::uword example,
                     double numbers) {
  const auto [n, h, K] = sizes;
  constexpr double of_its_lists = 2000;  // of names at each of the eight steps, as measured in numbers
  const double each = static_cast<double>(h * (n + 1) + K * (h + 1) + n + 2 * h + 2 * K) + of_its_lists;
  const auto room = static_cast<arma::uword>(
      std::clamp(numbers / each, 1.0, static_cast<double>(std::max<arma::uword>(examples, 1))));
  const arma::uword first = std::min(example, examples - std::min(room, examples));
  return {first, first + room - 1};
}

arma::umat changed_entries(const Step& step) {
  if (!step.result.value) return {};
  const arma::mat& now = *step.result.value;
  arma::umat changed(now.n_rows, now.n_cols, arma::fill::ones);
  if (!step.before || arma::size(*step.before) != arma::size(now)) return changed;
  for (arma::uword k = 0; k < now.n_elem; ++k) changed(k) = same(now(k), (*step.before)(k)) ? 0 : 1;
  return changed;
}

const Variable* find_variable(const Step& step, std::string_view name) {
  const auto found = std::find_if(step.variables.begin(), step.variables.end(),
                                  [&](const Variable& variable) { return variable.name == name; });
  return found == step.variables.end() ? nullptr : &*found;
}

std::pair<arma::rowvec, arma::rowvec> unfold_hidden_error(const Step& step) {
  if (step.statement != 23) throw std::invalid_argument("only S23 is a hidden error that can be unfolded");
  const arma::mat& Theta1 = require_variable(step, "Theta1");
  const arma::rowvec xi = require_variable(step, "xi");
  const arma::rowvec d2 = require_variable(step, "d2");
  return {d2 * require_variable(step, "Theta2"),
          sigmoid_gradient<arma::rowvec>(arma::join_rows(arma::rowvec{1}, xi * Theta1.t()))};
}

}  // namespace gradlab::trace
