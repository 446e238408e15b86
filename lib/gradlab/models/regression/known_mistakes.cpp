#include "gradlab/models/regression/known_mistakes.hpp"

#include "gradlab/models/sigmoid.hpp"

#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace gradlab::regression {

namespace {

using arma::uword, arma::vec;

// The pieces of a cost and its gradient; a mistake changes some of them.
struct Pieces {
  Kind kind;
  vec z, y;  // (m)
  double m, Lambda;
  vec costs, errors;                 // (m): each example's cost; h - y
  double cost_divisor, divisor;      // m; or 2m for the squares of linear regression
  double cost_factor;                // Lambda/(2m)
  double factor;                     // Lambda/m
  vec penalized_in_cost, penalized;  // (n+1): theta without its bias
  bool sum_of_squares = true;
  bool dead_bias = false;
};

struct Row {
  const char* name;
  const char* explanation;
  const char* remedy;
  bool logistic_only;
  void (*make)(Pieces& p, const vec& theta);
};

vec cross_entropy(const Pieces& p) {
  vec costs(p.z.n_elem);
  for (uword i = 0; i < costs.n_elem; ++i) costs(i) = softplus(p.z(i)) - p.y(i) * p.z(i);
  return costs;
}

const Row rows[] = {
    {"missing-mean", "The gradient is a sum over the examples, not their mean.", "Divide the gradient by m.", false,
     [](Pieces& p, const vec&) { p.divisor = 1; }},
    {"flipped-sign", "The error is y - h, so the gradient points the other way.", "The error is h - y.", false,
     [](Pieces& p, const vec&) { p.errors = -p.errors; }},
    {"dead-bias", "The bias's entry of the gradient is left at zero.", "The bias's input is 1 in every example.", false,
     [](Pieces& p, const vec&) { p.dead_bias = true; }},
    {"last-example-only", "The gradient is overwritten at each example instead of added up.",
     "Write += where there is =.", false, [](Pieces& p, const vec&) { p.errors.head(p.errors.n_elem - 1).zeros(); }},
    {"missing-sigmoid", "The error is that of X*theta, without the sigmoid.", "The error is sigmoid(X*theta) - y.",
     true, [](Pieces& p, const vec&) { p.errors = p.z - p.y; }},
    {"derivative-on-output", "The error is multiplied by sigmoidGradient, which cancels out for cross-entropy.",
     "The error is sigmoid(X*theta) - y alone.", true,
     [](Pieces& p, const vec&) { p.errors %= sigmoid_gradient(p.z); }},
    {"regularized-bias", "The bias is regularized in the gradient.", "Add nothing to entry 0.", false,
     [](Pieces& p, const vec& theta) { p.penalized = theta; }},
    {"halved-regularization", "The gradient's penalty has Lambda/(2m) where the 2 cancels.", "Use Lambda/m.", false,
     [](Pieces& p, const vec&) { p.factor /= 2; }},
    {"unscaled-regularization", "The gradient's penalty is not divided by m.", "Use Lambda/m.", false,
     [](Pieces& p, const vec&) { p.factor = p.Lambda; }},
    {"missing-regularization", "The gradient has no penalty term at all.", "Add Lambda/m * [0, theta(1:)].", false,
     [](Pieces& p, const vec&) { p.factor = 0; }},
    {"precedence", "Lambda/2*m multiplies by m: the cost's penalty is m^2 times too large.", "Write Lambda/(2*m).",
     false, [](Pieces& p, const vec&) { p.cost_factor = p.Lambda / 2 * p.m; }},
    {"cost-regularizes-bias", "The cost's penalty includes the bias, the gradient's does not.",
     "Sum the squares of theta(1:) only.", false, [](Pieces& p, const vec& theta) { p.penalized_in_cost = theta; }},
    {"both-regularize-bias", "Cost and gradient both regularize the bias.",
     "Leave entry 0 out of the sum of squares and of the gradient's penalty.", false,
     [](Pieces& p, const vec& theta) { p.penalized_in_cost = p.penalized = theta; }},
    {"missing-square", "The cost's penalty sums the weights, not their squares.", "Square the weights before summing.",
     false, [](Pieces& p, const vec&) { p.sum_of_squares = false; }},
    {"half-cross-entropy", "The cost has only -y*log(h), not the term for the targets that are 0.",
     "Add -(1-y)*log(1-h).", true, [](Pieces& p, const vec&) { p.costs %= p.y; }},
};

Pieces right_pieces(const Problem& c) {
  const double m = static_cast<double>(c.X.n_rows);
  const bool linear = c.kind == Kind::linear;
  Pieces p{c.kind,
           c.X * c.theta.tail(c.X.n_cols) + c.theta(0),
           c.y,
           m,
           c.lambda,
           {},
           {},
           linear ? 2 * m : m,
           m,
           c.lambda / (2 * m),
           c.lambda / m,
           c.theta,
           c.theta};
  p.errors = (linear ? p.z : sigmoid(p.z)) - c.y;
  p.costs = linear ? vec(arma::square(p.errors)) : cross_entropy(p);
  p.penalized(0) = p.penalized_in_cost(0) = 0;
  return p;
}

Parts put_together(const Pieces& p, const arma::mat& X) {
  Parts parts;
  parts.cost = arma::accu(p.costs) / p.cost_divisor;
  parts.penalty = p.cost_factor *
                  (p.sum_of_squares ? arma::accu(arma::square(p.penalized_in_cost)) : arma::accu(p.penalized_in_cost));
  parts.gradient = arma::join_cols(vec{p.dead_bias ? 0 : arma::accu(p.errors)}, X.t() * p.errors) / p.divisor;
  parts.penalty_gradient = p.factor * p.penalized;
  return parts;
}

std::vector<const Row*> rows_of(Kind kind) {
  std::vector<const Row*> chosen;
  for (const Row& row : rows) {
    if (kind == Kind::logistic || !row.logistic_only) chosen.push_back(&row);
  }
  return chosen;
}

RunWithMistakes make_run_with_mistakes(const std::shared_ptr<const Problem>& c) {
  return [c, right = right_pieces(*c), chosen = rows_of(c->kind)](const MistakeSet& made) {
    Pieces pieces = right;
    for (const std::size_t s : made) chosen[s]->make(pieces, c->theta);
    return put_together(pieces, c->X);
  };
}

// Weights of all sizes and both signs.
void choose_theta(Problem& c) {
  c.theta = arma::cos(arma::regspace<vec>(1, static_cast<double>(c.theta.n_elem)));
}

std::vector<Variation> make_variations(const std::shared_ptr<const Problem>& c) {
  std::vector<Variation> variations;
  const auto add = [&](const std::string& because, const std::string& change, void (*make)(Problem&)) {
    variations.push_back({because, change, 1, [c, make] {
                          Problem changed = *c;
                          make(changed);
                          return make_run_with_mistakes(std::make_shared<const Problem>(std::move(changed)));
                        }});
  };
  if (c->lambda == 0) add("lambda is 0", "--lambda 1", [](Problem& changed) { changed.lambda = 1; });
  if (c->theta.is_zero()) {
    add("theta is 0", "another theta", [](Problem& changed) { choose_theta(changed); });
  }
  add("theta and the data do not show it", "--lambda 1, another theta", [](Problem& changed) {
    changed.lambda = 1;
    choose_theta(changed);
  });
  return variations;
}

// Where h is near 1 and should be 0, log(1 - h) has lost the digits of 1 - h.
double bound_rounding(const Pieces& p) {
  if (p.kind == Kind::linear) return 0;
  double lost = 0;
  for (uword i = 0; i < p.z.n_elem; ++i) {
    const double rest = 1 - sigmoid(p.z(i));
    if (p.y(i) == 0 && rest > 0) lost += std::numeric_limits<double>::epsilon() / rest;
  }
  return 4 * lost / p.m;
}

Facts gather_facts(const std::shared_ptr<const Problem>& shared) {
  const Problem& c = *shared;
  const Pieces p = right_pieces(c);
  Facts facts;
  facts.m = p.m;
  facts.lambda = c.lambda;
  facts.summands = {{"example", c.X.n_rows, [shared, p](uword i) {
                       return vec(arma::join_cols(vec{1.0}, shared->X.row(i).st()) * p.errors(i) / p.m);
                     }}};
  facts.cost_terms = {{"the bias's penalty", p.cost_factor * c.theta(0) * c.theta(0)},
                      {"the penalty", p.cost_factor * arma::accu(arma::square(p.penalized))}};
  return facts;
}

}  // namespace

KnownMistakes make_known_mistakes(const Problem& problem) {
  return make_known_mistakes(std::make_shared<const Problem>(problem));
}

KnownMistakes make_known_mistakes(const std::shared_ptr<const Problem>& shared) {
  const Problem& c = *shared;
  require_inputs(c);
  KnownMistakes known_mistakes;
  known_mistakes.blocks = name_blocks(c.X.n_cols);
  known_mistakes.theta = c.theta;
  for (const Row* row : rows_of(c.kind)) {
    known_mistakes.mistakes.push_back({row->name, "", {row->explanation, "", row->remedy}, {}});
  }
  known_mistakes.run = make_run_with_mistakes(shared);
  known_mistakes.cheap = c.X.n_elem <= 100000;
  known_mistakes.cost_rounding = bound_rounding(right_pieces(c));
  known_mistakes.variations = make_variations(shared);
  known_mistakes.gather_facts = [shared] { return gather_facts(shared); };
  return known_mistakes;
}

}  // namespace gradlab::regression
