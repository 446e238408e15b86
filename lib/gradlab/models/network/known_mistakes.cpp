#include "gradlab/models/network/known_mistakes.hpp"

#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/mistakes_of_form.hpp"
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
#include <utility>
#include <vector>

namespace gradlab::neural_network {

namespace {

using arma::mat, arma::uvec, arma::uword, arma::vec;

// ---- Running ----

// A form of the network with the mistakes that people make in it.
struct Subject {
  Form form;
  std::vector<const Mistake*> mistakes;
};

Steps make_steps(const Subject& subject, const MistakeSet& made, const LayerSizes& sizes) {
  Steps steps = right_steps();
  apply(subject.form, sizes.num_labels, steps);
  for (const std::size_t s : made) subject.mistakes[s]->make(steps);
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

RunWithMistakes make_run_with_mistakes(const std::shared_ptr<const Problem>& p, const Subject& subject) {
  return [run = make_pipeline(p), subject, sizes = p->sizes](const MistakeSet& made) {
    return to_parts(run(make_steps(subject, made, sizes)));
  };
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

// ---- Changed problems ----

struct Change {
  std::string because, change;
  void (*make)(Problem& p);
};

constexpr std::uint64_t seed_of_changes = 1;

bool has_every_label(const Problem& p) { return uvec(arma::unique(p.y)).n_elem == p.sizes.num_labels; }

bool has_equal_rows(const mat& Theta) { return arma::abs(Theta.each_row() - Theta.row(0)).max() == 0; }

void draw_weights(Problem& p) { p.theta = unroll(random_weights(p.sizes, seed_of_changes)); }

void draw_data(Problem& p) {
  constexpr uword few = 5, most = 201;  // no array of the problem may grow with the square of the labels
  const uword m = std::clamp<uword>(2 * p.sizes.num_labels + 1, few, most);
  Random random(seed_of_changes);
  p.X.set_size(m, p.sizes.input_layer_size);
  p.X.imbue([&] { return random.normal(); });
  p.y.set_size(m);
  for (uword i = 0; i < m; ++i) p.y(i) = (i + 1) % p.sizes.num_labels + 1;
}

void label_by_turns(Problem& p) {
  for (uword i = 0; i < p.y.n_elem; ++i) p.y(i) = (i + 1) % p.sizes.num_labels + 1;
}

void choose_lambda(Problem& p) { p.lambda = 1; }

void saturate(Problem& p) { p.theta *= 1000 / std::max(1e-300, arma::abs(p.theta).max()); }

// The properties of this problem that hide mistakes, each with the change that removes it.
std::vector<Change> find_changes(const Problem& p) {
  const Weights weights = weights_of(p);
  std::vector<Change> changes;
  if (p.lambda == 0) changes.push_back({"lambda is 0", "--lambda 1", choose_lambda});
  if (p.lambda > 1e3 * static_cast<double>(p.X.n_rows)) {
    changes.push_back({fmt::format("lambda {:g} drowns the rest", p.lambda), "--lambda 1", choose_lambda});
  }
  if (p.theta.is_zero()) {
    changes.push_back({"all weights are 0", "random weights", draw_weights});
  } else if (has_equal_rows(weights.Theta1) || has_equal_rows(weights.Theta2)) {
    changes.push_back({"the weights are equal", "random weights", draw_weights});
  }
  if (p.X.n_rows == 1) {
    changes.push_back({"there is one example only", "more examples", draw_data});
  } else if (!has_every_label(p)) {
    const bool one = uvec(arma::unique(p.y)).n_elem == 1;
    changes.push_back(
        {one ? "all examples have one label" : "not every label occurs", "examples of every label", label_by_turns});
  }
  return changes;
}

// Enough to show any mistake, and little to compute: examples spread over all there are.
Problem thin_out(const Problem& p) {
  constexpr uword most = 30;
  if (p.X.n_rows <= most) return p;
  uvec rows(most);
  for (uword i = 0; i < most; ++i) rows(i) = i * p.X.n_rows / most;
  return {p.sizes, p.theta, p.X.rows(rows), p.y.elem(rows), p.lambda};
}

Variation make_variation(const Problem& p, const Subject& subject, const std::vector<Change>& made) {
  Variation variation;
  variation.size = static_cast<int>(made.size());
  for (const Change& change : made) {
    variation.because += (variation.because.empty() ? "" : " and ") + change.because;
    variation.change += (variation.change.empty() ? "" : ", ") + change.change;
  }
  variation.prepare = [p, subject, made] {
    Problem changed = p;
    for (const Change& change : made) change.make(changed);
    return make_run_with_mistakes(std::make_shared<const Problem>(std::move(changed)), subject);
  };
  return variation;
}

std::vector<Variation> make_variations(const Problem& problem, const Subject& subject) {
  const Problem p = thin_out(problem);
  const std::vector<Change> changes = find_changes(p);
  std::vector<Variation> variations;
  for (const Change& change : changes) variations.push_back(make_variation(p, subject, {change}));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    for (std::size_t j = i + 1; j < changes.size(); ++j) {
      variations.push_back(make_variation(p, subject, {changes[i], changes[j]}));
    }
  }
  if (changes.size() > 2) variations.push_back(make_variation(p, subject, changes));
  const Change saturating = {"no output saturates", "weights a thousand times as large", saturate};
  variations.push_back(make_variation(p, subject, {saturating}));
  const auto draw_all = [](Problem& drawn) {
    draw_weights(drawn);
    draw_data(drawn);
    choose_lambda(drawn);
  };
  const Change other = {"these weights and data do not show it", "random weights and data", draw_all};
  variations.push_back(make_variation(p, subject, {other}));
  return variations;
}

// ---- Facts ----

struct Errors {
  mat a1, delta1, delta2;
};

Errors find_errors(const Problem& p) {
  const auto [Theta1, Theta2] = weights_of(p);
  const vec ones(p.X.n_rows, arma::fill::ones);
  Errors e;
  const mat z1 = arma::join_rows(ones, p.X) * Theta1.t();
  e.a1 = sigmoid(z1);
  const mat z2 = arma::join_rows(ones, e.a1) * Theta2.t();
  e.delta2 = sigmoid(z2) - one_hot(p.y, p.sizes.num_labels);
  e.delta1 = e.delta2 * Theta2.tail_cols(e.a1.n_cols) % e.a1 % (1 - e.a1);
  return e;
}

vec products(const mat& delta1, const mat& delta2, const mat& X, const mat& a1, double m) {
  const vec ones(X.n_rows, arma::fill::ones);
  return unroll(Weights{delta1.t() * arma::join_rows(ones, X) / m, delta2.t() * arma::join_rows(ones, a1) / m});
}

Summands examples_of(const Problem& p, const std::shared_ptr<const Errors>& e) {
  const double m = static_cast<double>(p.X.n_rows);
  return {"example", p.X.n_rows,
          [X = p.X, e, m](uword i) { return products(e->delta1.row(i), e->delta2.row(i), X.row(i), e->a1.row(i), m); }};
}

// The share of each output unit's error.
Summands labels_of(const Problem& p, const std::shared_ptr<const Errors>& e) {
  const mat W2 = weights_of(p).Theta2.tail_cols(p.sizes.hidden_layer_size);
  return {"label", p.sizes.num_labels, [X = p.X, W2, e](uword k) {
            mat delta2(arma::size(e->delta2), arma::fill::zeros);
            delta2.col(k) = e->delta2.col(k);
            const mat delta1 = delta2.col(k) * W2.row(k) % e->a1 % (1 - e->a1);
            return products(delta1, delta2, X, e->a1, static_cast<double>(X.n_rows));
          }};
}

std::vector<Term> terms_of(const Problem& p) {
  const auto [Theta1, Theta2] = weights_of(p);
  const double by = p.lambda / (2 * static_cast<double>(p.X.n_rows));
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
double bound_rounding(const Problem& p) {
  const mat a2 = find_errors(p).delta2 + one_hot(p.y, p.sizes.num_labels);
  const mat Y = one_hot(p.y, p.sizes.num_labels);
  double lost = 0;
  for (uword i = 0; i < a2.n_elem; ++i) {
    const double rest = 1 - a2(i);
    if (Y(i) == 0 && rest > 0) lost += std::numeric_limits<double>::epsilon() / rest;
  }
  return 4 * lost / static_cast<double>(p.X.n_rows);
}

// The errors and summands of another form are other ones.
Facts gather_facts_without_layers(const Problem& p) {
  Facts facts = gather_facts(p);
  facts.summands.clear();
  facts.inputs.clear();
  facts.errors.clear();
  facts.targets.reset();
  return facts;
}

bool is_cheap(const Problem& p) {
  const double numbers = static_cast<double>(p.X.n_rows) * static_cast<double>(p.theta.n_elem);
  return numbers <= 3e4;
}

}  // namespace

KnownMistakes make_known_mistakes(const Problem& problem, const Form& form) {
  return make_known_mistakes(std::make_shared<const Problem>(problem), form);
}

KnownMistakes make_known_mistakes(const std::shared_ptr<const Problem>& shared, const Form& form) {
  const Problem& problem = *shared;
  const Subject subject = {form, mistakes_of(form)};
  KnownMistakes known_mistakes;
  known_mistakes.blocks = name_blocks(problem.sizes);
  known_mistakes.theta = problem.theta;
  for (const Mistake* m : subject.mistakes) {
    known_mistakes.mistakes.push_back(
        {std::string(m->name), std::string(m->variant),
         {std::string(m->explanation), std::string(m->statement), std::string(m->remedy)},
         find_permutation(*m, problem.sizes)});
  }
  known_mistakes.run = make_run_with_mistakes(shared, subject);
  known_mistakes.cheap = is_cheap(problem);
  known_mistakes.cost_rounding = bound_rounding(problem);
  known_mistakes.variations = make_variations(problem, subject);
  known_mistakes.gather_facts = [shared, form] {
    return form.is_source() ? gather_facts(*shared) : gather_facts_without_layers(*shared);
  };
  return known_mistakes;
}

Facts gather_facts(const Problem& p) {
  const auto errors = std::make_shared<const Errors>(find_errors(p));
  const vec ones(p.X.n_rows, arma::fill::ones);
  Facts facts;
  facts.m = static_cast<double>(p.X.n_rows);
  facts.lambda = p.lambda;
  facts.num_labels = static_cast<double>(p.sizes.num_labels);
  facts.features = static_cast<double>(p.sizes.input_layer_size);
  facts.summands = {examples_of(p, errors), labels_of(p, errors)};
  facts.cost_terms = terms_of(p);
  facts.inputs = {arma::join_rows(ones, p.X), arma::join_rows(ones, errors->a1)};
  facts.errors = {errors->delta1, errors->delta2};
  facts.targets = one_hot(p.y, p.sizes.num_labels);
  facts.labels = p.y;
  facts.statements = {"S5-S11", "S13-S14", "S15", "S26-S27", "S28-S29", "S18", "S22", "S30", {"S23-S24", "S22, S25"}};
  return facts;
}

}  // namespace gradlab::neural_network
