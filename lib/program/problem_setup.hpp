// What a verb works on, made from its options: data, a model, a point, and the model's implementations. From here on
// the three models look alike.
#pragma once

#include "gradlab/data/dataset.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/mistake.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/objective.hpp"
#include "program/problem_options.hpp"

#include <armadillo>

#include <functional>
#include <string>
#include <vector>

namespace gradlab::program {

/// One output of an implementation, by the source's name: "grad1_reg". A number is a 1 x 1 matrix.
struct Output {
  std::string name;
  arma::mat value;
};
using Outputs = std::vector<Output>;

/// throws std::out_of_range if there is none of this name.
const arma::mat& find_output(const Outputs& outputs, const std::string& name);

/// The regularized cost and gradient among the outputs, the gradient unrolled row by row.
Evaluation to_evaluation(const Outputs& outputs);

struct NamedFunction {
  std::string name;
  std::function<Outputs(const arma::vec& theta)> run;
};

struct ProblemSetup {
  Objective objective;
  arma::vec theta;
  std::vector<NamedFunction> twins;  ///< loop, vectorized
  std::function<NamedFunction(const std::string& name)> find;  ///< throws std::invalid_argument for an unknown name

  /// The model's mistakes on this very configuration; empty where the model has no list of them.
  std::function<KnownMistakes()> make_known_mistakes;

  arma::uvec saturated;              ///< examples (from 0) whose cost the loop cannot compute

  arma::uword inputs = 0, hidden = 0, labels = 0, examples = 0;  ///< hidden 0: no hidden layer
  double lambda = 0;
  std::string architecture;  ///< "64-25-10, sigmoid, 1,885 weights"
  std::string data;          ///< what the data are and what was done to them, one line an entry
  std::string weights;       ///< "random, seed 1"
};

/// What the network's cost depends on but for lambda, and in words where it comes from.
struct NetworkProblem {
  neural_network::LayerSizes sizes;
  neural_network::Weights weights;
  arma::mat X;
  arma::uvec y;  ///< labels 1..K
  std::string data_line, weights_line;
};

/// throws std::invalid_argument as load_dataset() and make_problem_setup() do.
NetworkProblem load_network(const ProblemOptions& options);

/// The labels 1..K of the data. throws std::invalid_argument, naming the file, if they are none.
data::Labels recognize_labels(const data::Dataset& dataset, arma::uword num_labels);

/// The data that the options name, all of them. throws std::invalid_argument, naming what is wrong with a file.
data::Dataset load_dataset(const ProblemOptions& options);

/// So many of the examples, drawn by the seed (0: all); more than there are: all of them, over and over.
/// throws std::invalid_argument if they are more than can be held.
data::Dataset draw_examples(const data::Dataset& all, arma::uword count, std::uint64_t seed);

/// throws std::invalid_argument if data, weights and sizes do not belong together.
ProblemSetup make_problem_setup(const ProblemOptions& options, const data::Dataset& dataset);

}  // namespace gradlab::program
