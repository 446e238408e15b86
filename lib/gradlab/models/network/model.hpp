// The network as a row of the table of models: built from examples, weights and options.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/models/setup.hpp"

#include <string>
#include <vector>

namespace gradlab::neural_network {

/// A problem, and in words where its data and its weights come from.
struct NetworkProblem {
  Problem problem;
  std::string data, weights;
};

/// `data` tells of the labels alone.
/// throws std::invalid_argument if examples, weights and options do not belong together.
NetworkProblem make_problem(const ProblemOptions& options, data::Dataset dataset);

Outputs to_outputs(const CostAndGradients& results);

ProblemSetup make_setup(const ProblemOptions& options, data::Dataset dataset);

/// Numbers the labels 1..K.
Targets name_classes(ProblemOptions& options, data::Dataset& dataset);

}  // namespace gradlab::neural_network
