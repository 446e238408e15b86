// What every model becomes: an objective, two twins, and the words of a report. All models look alike from here on.
#pragma once

#include "gradlab/data/dataset.hpp"
#include "gradlab/mistake.hpp"
#include "gradlab/models/options.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <string>
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

/// One output by the source's name: "grad1_reg". A number is a 1 x 1 matrix.
struct NamedOutput {
  std::string name;
  arma::mat value;
};

/// cost, grad1, grad2, reg_J, grad1_reg, grad2_reg; where there is one block: cost, grad, reg_J, grad_reg.
std::vector<NamedOutput> name_outputs(const Outputs& outputs);

struct NamedFunction {
  std::string name;
  std::function<Outputs(const arma::vec& theta)> run;
};

/// The answers of a model to examples, beside the right ones, and its cost there.
struct Answers {
  double cost = arma::datum::nan;  ///< without the penalty
  arma::uvec right, given;         ///< classes counted from 1; empty where the model answers with a number
};

/// A model on its examples, at a point.
struct ProblemSetup {
  Objective objective;
  arma::vec theta;
  std::vector<NamedFunction> twins;                            ///< loop, vectorized
  std::function<NamedFunction(const std::string& name)> find;  ///< throws std::invalid_argument for an unknown name

  /// The model's mistakes on this very problem; empty where the model has no list of them.
  std::function<KnownMistakes()> make_known_mistakes;

  /// On other examples, their targets as the data have them once their classes are numbered.
  std::function<Answers(const arma::vec& theta, const data::Dataset& dataset)> answer;

  arma::uvec saturated;             ///< examples (from 0) whose cost the loop cannot compute
  std::vector<arma::uword> layers;  ///< units: inputs, hidden ones if any, outputs; empty: a function of theta alone
  arma::uword examples = 0;
  double lambda = 0;
  std::string architecture;  ///< "64-25-10, sigmoid, 1,885 weights"
  std::string targets;       ///< "labels 1 to 10"
  std::string data;          ///< the name, size and preparation of the data, one line an entry
  std::string weights;       ///< "random, seed 1"

  bool has_hidden_layer() const { return layers.size() > 2; }
};

/// The function of that name; nullptr if there is none.
const NamedFunction* find_function(const std::vector<NamedFunction>& functions, const std::string& name);

}  // namespace gradlab
