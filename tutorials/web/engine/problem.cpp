#include "problem.hpp"

#include "gradlab/data/embedded.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace gradlab::engine {

namespace {

arma::uvec read_labels(const Json& list) {
  arma::uvec labels(list.size());
  for (arma::uword i = 0; i < labels.n_elem; ++i) labels(i) = terminal::whole<arma::uword>(list[i]);
  return labels;
}

nn::Problem read_given(const Json& request, double lambda) {
  const nn::Weights weights{read_matrix(request.at("Theta1"), "Theta1"), read_matrix(request.at("Theta2"), "Theta2")};
  return {nn::sizes_of(weights), nn::unroll(weights), read_matrix(request.at("X"), "X"), read_labels(request.at("y")),
          lambda};
}

nn::Problem draw_digits(const Json& request, double lambda) {
  static const data::Dataset all = data::digits();
  static const data::Labels labels = data::recognize_labels(all.y, 0);
  const arma::uword count = request.value("examples", all.X.n_rows);
  if (count < 1 || count > all.X.n_rows) {
    throw std::invalid_argument(fmt::format("there are 1 to {} digits, not {}", all.X.n_rows, count));
  }
  const nn::LayerSizes sizes{all.X.n_cols, request.value("hidden", arma::uword{25}), labels.num_labels};
  const nn::Weights weights = request.contains("Theta1")
                                  ? nn::Weights{read_matrix(request.at("Theta1"), "Theta1"),
                                                read_matrix(request.at("Theta2"), "Theta2")}
                                  : nn::random_weights(sizes, request.value("seed", std::uint64_t{1}));
  return {nn::sizes_of(weights), nn::unroll(weights), all.X.head_rows(count), labels.y.head(count), lambda};
}

Outputs as_outputs(const nn::CostAndGradients& r) {
  return {r.cost, {r.grad1, r.grad2}, r.reg_J, {r.grad1_reg, r.grad2_reg}};
}

}  // namespace

arma::mat read_matrix(const Json& rows, const std::string& name) {
  arma::mat matrix(rows.size(), rows.empty() ? 0 : rows[0].size());
  for (arma::uword r = 0; r < matrix.n_rows; ++r) {
    if (rows[r].size() != matrix.n_cols) throw std::invalid_argument(name + " has rows of different length");
    for (arma::uword c = 0; c < matrix.n_cols; ++c) {
      const Json& entry = rows[r][c];
      const double number = entry.is_number() ? entry.get<double>() : arma::datum::nan;
      if (!std::isfinite(number)) {
        throw std::invalid_argument(fmt::format("{}({},{}) should be a number, but is {}", name, r, c, entry.dump()));
      }
      matrix(r, c) = number;
    }
  }
  return matrix;
}

std::shared_ptr<const nn::Problem> read_problem(const Json& request) {
  const double lambda = request.value("lambda", 1.0);
  const std::string data = request.value("data", request.contains("X") ? "given" : "debug");
  nn::Problem problem = data == "given"    ? read_given(request, lambda)
                        : data == "digits" ? draw_digits(request, lambda)
                                           : nn::debug_network(lambda);
  nn::require_inputs(problem);
  return std::make_shared<const nn::Problem>(std::move(problem));
}

std::vector<const nn::Mistake*> read_mistakes(const Json& names) {
  std::vector<const nn::Mistake*> mistakes;
  for (const Json& name : names) mistakes.push_back(&nn::find_mistake(name.get<std::string>()));
  return mistakes;
}

NamedFunction find_function(const std::string& name, const std::shared_ptr<const nn::Problem>& problem) {
  using Twin = nn::CostAndGradients (*)(const nn::Problem&);
  const auto named = [&](const nn::NetworkFunction& function) {
    return NamedFunction{name, [function, problem](const arma::vec& theta) {
                           return as_outputs(function(nn::move_to(*problem, theta)));
                         }};
  };
  if (name == "loop") return named(Twin(nn::loop::nn_cost_function));
  if (name == "vectorized") return named(Twin(nn::vectorized::nn_cost_function));
  return named(nn::implement(nn::find_mistakes(name)));
}

ProblemSetup make_setup(const std::shared_ptr<const nn::Problem>& problem, const std::vector<std::string>& functions) {
  ProblemSetup setup;
  setup.objective = nn::make_objective(problem);
  setup.theta = problem->theta;
  for (const std::string& name : functions) setup.twins.push_back(find_function(name, problem));
  setup.make_known_mistakes = [problem] { return nn::make_known_mistakes(problem); };
  const auto [n, h, K] = problem->sizes;
  setup.layers = {n, h, K};
  setup.examples = problem->X.n_rows;
  setup.lambda = problem->lambda;
  return setup;
}

}  // namespace gradlab::engine
