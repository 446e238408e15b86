#include "gradlab/models/network/known_mistakes.hpp"

#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/steps.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>

namespace gradlab::neural_network {

namespace {

using arma::mat, arma::uvec, arma::uword, arma::vec;

// ---- Running ----

Steps make_steps(const MistakeSet& made) {
  Steps steps = right_steps();
  for (const std::size_t s : made) mistakes()[s].make(steps);
  return steps;
}

Parts to_parts(const CostAndGradients& r) {
  Parts parts;
  parts.cost = r.cost;
  parts.penalty = std::isfinite(r.cost) ? r.reg_J - r.cost : 0;  // Inf - Inf would hide the Inf
  parts.gradient = unroll(Weights{r.grad1, r.grad2});
  parts.penalty_gradient = unroll(Weights{r.grad1_reg - r.grad1, r.grad2_reg - r.grad2});
  return parts;
}

RunWithMistakes make_run_with_mistakes(const Configuration& c) {
  const auto chain = std::make_shared<const ReplaceablePipeline>(c.nn_params, c.sizes, c.X, c.y, c.Lambda);
  return [chain](const MistakeSet& made) { return to_parts(chain->run(make_steps(made))); };
}

// Where the mistake puts entry i, if it only moves entries; seen by letting it arrange their numbers.
uvec find_permutation(const Mistake& mistake, const LayerSizes& sizes) {
  Steps steps = right_steps();
  mistake.make(steps);
  if (!steps.arrange.is_replaced() || steps.reshape.is_replaced()) return {};
  const vec numbers = arma::regspace<vec>(0, static_cast<double>(count_parameters(sizes)) - 1);
  const vec arranged = unroll(steps.arrange(reshape(numbers, sizes)));
  const bool moves_only = arma::approx_equal(vec(arma::sort(arranged)), numbers, "absdiff", 0.1);
  if (!moves_only || arma::approx_equal(arranged, numbers, "absdiff", 0.1)) return {};
  return arma::conv_to<uvec>::from(arranged);
}

// ---- Changed configurations ----

struct Change {
  std::string because, change;
  void (*make)(Configuration& c);
};

constexpr std::uint64_t seed_of_changes = 1;

bool has_every_label(const Configuration& c) { return uvec(arma::unique(c.y)).n_elem == c.sizes.num_labels; }

bool has_equal_rows(const mat& Theta) { return arma::abs(Theta.each_row() - Theta.row(0)).max() == 0; }

void draw_weights(Configuration& c) { c.nn_params = unroll(random_weights(c.sizes, seed_of_changes)); }

void draw_data(Configuration& c) {
  const uword m = std::max<uword>(2 * c.sizes.num_labels + 1, 5);
  Random random(seed_of_changes);
  c.X.set_size(m, c.sizes.input_layer_size);
  c.X.imbue([&] { return random.normal(); });
  c.y.set_size(m);
  for (uword i = 0; i < m; ++i) c.y(i) = (i + 1) % c.sizes.num_labels + 1;
}

void label_by_turns(Configuration& c) {
  for (uword i = 0; i < c.y.n_elem; ++i) c.y(i) = (i + 1) % c.sizes.num_labels + 1;
}

void choose_lambda(Configuration& c) { c.Lambda = 1; }

void saturate(Configuration& c) { c.nn_params *= 1000 / std::max(1e-300, arma::abs(c.nn_params).max()); }

// What hides mistakes in this configuration, each with the change that takes it away.
std::vector<Change> find_changes(const Configuration& c) {
  const Weights weights = reshape(c.nn_params, c.sizes);
  std::vector<Change> changes;
  if (c.Lambda == 0) changes.push_back({"lambda is 0", "--lambda 1", choose_lambda});
  if (c.Lambda > 1e3 * static_cast<double>(c.X.n_rows)) {
    changes.push_back({fmt::format("lambda {:g} drowns the rest", c.Lambda), "--lambda 1", choose_lambda});
  }
  if (c.nn_params.is_zero()) {
    changes.push_back({"all weights are 0", "random weights", draw_weights});
  } else if (has_equal_rows(weights.Theta1) || has_equal_rows(weights.Theta2)) {
    changes.push_back({"the weights are equal", "random weights", draw_weights});
  }
  if (c.X.n_rows == 1) {
    changes.push_back({"there is one example only", "more examples", draw_data});
  } else if (!has_every_label(c)) {
    const bool one = uvec(arma::unique(c.y)).n_elem == 1;
    changes.push_back(
        {one ? "all examples have one label" : "not every label occurs", "examples of every label", label_by_turns});
  }
  return changes;
}

// Enough to show any mistake, and little to compute: examples spread over all there are.
Configuration thin_out(const Configuration& c) {
  constexpr uword most = 30;
  if (c.X.n_rows <= most) return c;
  Configuration thin = c;
  uvec rows(most);
  for (uword i = 0; i < most; ++i) rows(i) = i * c.X.n_rows / most;
  thin.X = c.X.rows(rows);
  thin.y = c.y.elem(rows);
  return thin;
}

Variation make_variation(const Configuration& c, const std::vector<Change>& made) {
  Variation variation;
  variation.size = static_cast<int>(made.size());
  for (const Change& change : made) {
    variation.because += (variation.because.empty() ? "" : " and ") + change.because;
    variation.change += (variation.change.empty() ? "" : ", ") + change.change;
  }
  variation.prepare = [c, made] {
    Configuration changed = c;
    for (const Change& change : made) change.make(changed);
    return make_run_with_mistakes(changed);
  };
  return variation;
}

std::vector<Variation> make_variations(const Configuration& configuration) {
  const Configuration c = thin_out(configuration);
  const std::vector<Change> changes = find_changes(c);
  std::vector<Variation> variations;
  for (const Change& change : changes) variations.push_back(make_variation(c, {change}));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    for (std::size_t j = i + 1; j < changes.size(); ++j) variations.push_back(make_variation(c, {changes[i], changes[j]}));
  }
  if (changes.size() > 2) variations.push_back(make_variation(c, changes));
  variations.push_back(make_variation(c, {{"no output saturates", "weights a thousand times as large", saturate}}));
  const auto draw_all = [](Configuration& drawn) {
    draw_weights(drawn);
    draw_data(drawn);
    choose_lambda(drawn);
  };
  variations.push_back(make_variation(c, {{"these weights and data do not show it", "random weights and data", draw_all}}));
  return variations;
}

// ---- Facts ----

struct Errors {
  mat a1, delta1, delta2;
};

Errors find_errors(const Configuration& c) {
  const auto [Theta1, Theta2] = reshape(c.nn_params, c.sizes);
  const vec ones(c.X.n_rows, arma::fill::ones);
  Errors e;
  const mat z1 = arma::join_rows(ones, c.X) * Theta1.t();
  e.a1 = sigmoid(z1);
  const mat z2 = arma::join_rows(ones, e.a1) * Theta2.t();
  e.delta2 = sigmoid(z2) - one_hot(c.y, c.sizes.num_labels);
  e.delta1 = e.delta2 * Theta2.tail_cols(e.a1.n_cols) % e.a1 % (1 - e.a1);
  return e;
}

vec products(const mat& delta1, const mat& delta2, const mat& X, const mat& a1, double m) {
  const vec ones(X.n_rows, arma::fill::ones);
  return unroll(Weights{delta1.t() * arma::join_rows(ones, X) / m, delta2.t() * arma::join_rows(ones, a1) / m});
}

Summands examples_of(const Configuration& c, const std::shared_ptr<const Errors>& e) {
  const double m = static_cast<double>(c.X.n_rows);
  return {"example", c.X.n_rows,
          [X = c.X, e, m](uword i) { return products(e->delta1.row(i), e->delta2.row(i), X.row(i), e->a1.row(i), m); }};
}

// The share of each output unit's error.
Summands labels_of(const Configuration& c, const std::shared_ptr<const Errors>& e) {
  const mat W2 = reshape(c.nn_params, c.sizes).Theta2.tail_cols(c.sizes.hidden_layer_size);
  return {"label", c.sizes.num_labels, [X = c.X, W2, e](uword k) {
            mat delta2(arma::size(e->delta2), arma::fill::zeros);
            delta2.col(k) = e->delta2.col(k);
            const mat delta1 = delta2.col(k) * W2.row(k) % e->a1 % (1 - e->a1);
            return products(delta1, delta2, X, e->a1, static_cast<double>(X.n_rows));
          }};
}

std::vector<Term> terms_of(const Configuration& c) {
  const auto [Theta1, Theta2] = reshape(c.nn_params, c.sizes);
  const double by = c.Lambda / (2 * static_cast<double>(c.X.n_rows));
  const auto squares = [by](const mat& M) { return by * arma::accu(arma::square(M)); };
  const mat W1 = Theta1.tail_cols(Theta1.n_cols - 1), W2 = Theta2.tail_cols(Theta2.n_cols - 1);
  return {{"the bias columns' penalty", squares(Theta1.col(0)) + squares(Theta2.col(0))},
          {"the penalty of Theta1(:,0)", squares(Theta1.col(0))},
          {"the penalty of Theta2(:,0)", squares(Theta2.col(0))},
          {"the penalty of Theta1(:,1:)", squares(W1)},
          {"the penalty of Theta2(:,1:)", squares(W2)},
          {"the penalty", squares(W1) + squares(W2)},
          {"lambda/(2m) * the sum of the weights' sizes", by * (arma::accu(arma::abs(W1)) + arma::accu(arma::abs(W2)))},
          {"the sum of all squares (without lambda)", arma::accu(arma::square(W1)) + arma::accu(arma::square(W2))}};
}

// Where an output is near 1 and should be 0, log(1 - a2) has lost the digits of 1 - a2 = sigmoid(-z2).
double bound_rounding(const Configuration& c) {
  const mat a2 = find_errors(c).delta2 + one_hot(c.y, c.sizes.num_labels);
  const mat Y = one_hot(c.y, c.sizes.num_labels);
  double lost = 0;
  for (uword i = 0; i < a2.n_elem; ++i) {
    const double rest = 1 - a2(i);
    if (Y(i) == 0 && rest > 0) lost += std::numeric_limits<double>::epsilon() / rest;
  }
  return 4 * lost / static_cast<double>(c.X.n_rows);
}

bool is_cheap(const Configuration& c) {
  const double numbers = static_cast<double>(c.X.n_rows) * static_cast<double>(c.nn_params.n_elem);
  return numbers <= 3e4;
}

}  // namespace

KnownMistakes make_known_mistakes(const Configuration& configuration) {
  const auto shared = std::make_shared<const Configuration>(configuration);
  KnownMistakes known_mistakes;
  known_mistakes.blocks = name_blocks(configuration.sizes);
  known_mistakes.theta = configuration.nn_params;
  for (const Mistake& m : mistakes()) {
    known_mistakes.mistakes.push_back(
        {std::string(m.name), std::string(m.variant),
         {std::string(m.explanation), std::string(m.statement), std::string(m.remedy)},
         find_permutation(m, configuration.sizes)});
  }
  known_mistakes.run = make_run_with_mistakes(configuration);
  known_mistakes.cheap = is_cheap(configuration);
  known_mistakes.cost_rounding = bound_rounding(configuration);
  known_mistakes.variations = make_variations(configuration);
  known_mistakes.gather_facts = [shared] { return gather_facts(*shared); };
  return known_mistakes;
}

Facts gather_facts(const Configuration& c) {
  const auto errors = std::make_shared<const Errors>(find_errors(c));
  const vec ones(c.X.n_rows, arma::fill::ones);
  Facts facts;
  facts.m = static_cast<double>(c.X.n_rows);
  facts.lambda = c.Lambda;
  facts.num_labels = static_cast<double>(c.sizes.num_labels);
  facts.summands = {examples_of(c, errors), labels_of(c, errors)};
  facts.cost_terms = terms_of(c);
  facts.inputs = {arma::join_rows(ones, c.X), arma::join_rows(ones, errors->a1)};
  facts.errors = {errors->delta1, errors->delta2};
  facts.targets = one_hot(c.y, c.sizes.num_labels);
  facts.labels = c.y;
  facts.statements = {"S5-S11", "S13-S14", "S15", "S26-S27", "S28-S29", "S18", "S22", "S30", {"S23-S24", "S22, S25"}};
  return facts;
}

}  // namespace gradlab::neural_network
