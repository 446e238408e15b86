// The network as a row of the table of models: built from examples, weights and options.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/models/setup.hpp"

#include <string>
#include <vector>

namespace gradlab::neural_network {

/// A problem, and its labels and the origin of its weights in words.
struct DescribedProblem {
  Problem problem;
  std::string targets, weights;
};

/// throws std::invalid_argument if examples, weights and options do not belong together.
DescribedProblem make_problem(const ModelOptions& options, const data::Dataset& dataset);

Outputs to_outputs(const CostAndGradients& results);

ProblemSetup make_setup(const ModelOptions& options, const data::Dataset& dataset);

/// Numbers the labels 1..K.
std::vector<std::string> name_classes(ModelOptions& options, data::Dataset& dataset);

}  // namespace gradlab::neural_network
