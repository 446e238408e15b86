// Linear and logistic regression as rows of the table of models: built from examples, weights and options.
#pragma once

#include "gradlab/models/setup.hpp"

#include <string>
#include <vector>

namespace gradlab::regression {

ProblemSetup make_linear(const ProblemOptions& options, data::Dataset dataset);

/// One label, --positive, against the rest.
ProblemSetup make_logistic(const ProblemOptions& options, data::Dataset dataset);

/// The rest, and the label that is told from it.
Targets name_classes(ProblemOptions& options, data::Dataset& dataset);

Targets name_no_classes(ProblemOptions& options, data::Dataset& dataset);

}  // namespace gradlab::regression
