// What every model becomes: an objective, two twins, and the words of a report. All models look alike from here on.
#pragma once

#include "gradlab/data/dataset.hpp"
#include "gradlab/mistake.hpp"
#include "gradlab/models/options.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gradlab {

/// All outputs of an implementation. The gradients are one a block, in the blocks' order.
struct Outputs {
  double cost = arma::datum::nan;
  std::vector<arma::mat> gradients;  ///< of the cost; none where the code gives only those of reg_J
  double reg_J = arma::datum::nan;
  std::vector<arma::mat> regularized;
};

/// The regularized cost and gradient, the gradient unrolled row by row.
Evaluation to_evaluation(const Outputs& outputs);

/// The outputs by the source's names: cost, grad1, grad2, reg_J, grad1_reg, grad2_reg; where there is one block: cost,
/// grad, reg_J, grad_reg. A number is a 1 x 1 matrix.
std::vector<std::pair<std::string, arma::mat>> name_outputs(const Outputs& outputs);

struct NamedFunction {
  std::string name;
  std::function<Outputs(const arma::vec& theta)> run;
};

/// A model's function as one of theta: `problem` is moved there. to_outputs() turns the results into Outputs.
template <class Problem, class Function>
NamedFunction name_function(const std::string& name, Function function, const std::shared_ptr<const Problem>& problem) {
  return {name, [function, problem](const arma::vec& theta) { return to_outputs(function(move_to(*problem, theta))); }};
}

/// How well a model answers on some examples.
struct Score {
  arma::uword examples = 0;
  double cost = arma::datum::nan;  ///< without the penalty; NaN where there are no examples
  arma::uword classes = 0;         ///< K; 0 where the model answers a number
  arma::uword right = 0;           ///< examples answered right
  arma::umat confusion;  ///< (K, K): row: the right class, column: the answer; empty of more than 1,000 classes too

  double accuracy() const;  ///< the share (0..1) answered right; NaN where the model answers a number
};

/// right, answers: classes counted from 1.
Score count_answers(double cost, const arma::uvec& right, const arma::uvec& answers, arma::uword classes);

/// What the targets of all examples are.
struct Targets {
  std::vector<std::string> classes;  ///< their names; empty: the model answers with a number
  std::string description;           ///< "labels 1 to 10"
};

/// A model on its examples, at a point.
struct ProblemSetup {
  Objective objective;
  arma::vec theta;
  std::vector<NamedFunction> twins;                            ///< loop, vectorized: the witnesses of a check
  std::vector<NamedFunction> faster;  ///< the same results faster than they can be read: blocked; empty: no such way
  std::function<NamedFunction(const std::string& name)> find;  ///< throws std::invalid_argument for an unknown name

  /// The model's mistakes on this very problem; empty where the model has no list of them.
  std::function<KnownMistakes()> make_known_mistakes;

  /// On other examples, their targets as the data have them once their classes are numbered.
  std::function<Score(const arma::vec& theta, const data::Dataset& dataset)> score;

  arma::uvec saturated;             ///< examples (from 0) whose cost the loop cannot compute
  std::vector<arma::uword> layers;  ///< units: inputs, hidden ones if any, outputs; empty: a function of theta alone
  arma::uword examples = 0;
  double lambda = 0;
  std::string architecture;  ///< "64-25-10, sigmoid, 1,885 weights"
  std::string targets;       ///< "labels 1 to 10"
  std::string data;          ///< the name, size and preparation of the data, one line an entry
  std::string weights;       ///< "random, seed 1"

  bool has_hidden_layer() const { return layers.size() > 2; }

  /// twins, then faster: each faster than the one before.
  std::vector<NamedFunction> ladder() const;
};

/// The function of that name; nullptr if there is none.
const NamedFunction* find_function(const std::vector<NamedFunction>& functions, const std::string& name);

}  // namespace gradlab
