// The models as a table: a model is a folder and a row.
// Adding one: see ADDING_A_MODEL.md.
#pragma once

#include "gradlab/models/setup.hpp"

#include <string>
#include <vector>

namespace gradlab {

struct Model {
  std::string name;        ///< as --model takes it
  std::string data;        ///< the examples where none are named
  std::string small_data;  ///< the same for a sweep, which evaluates thousands of costs
  double alpha;            ///< the step of gradient descent that suits these data
  bool real_targets;       ///< it predicts a number, not a class
  std::string mistake;     ///< one that --implementation takes; empty: none
  /// The examples are moved into the setup: X may fill half of the memory.
  /// throws std::invalid_argument if examples, weights and options do not belong together.
  ProblemSetup (*make)(const ProblemOptions& options, data::Dataset dataset);
  /// Names and numbers the classes of all examples, before the examples are split: a part may lack some classes. X may
  /// be a part of the examples.
  Targets (*name_classes)(ProblemOptions& options, data::Dataset& dataset);
};

/// All of them; the first is the default.
const std::vector<Model>& models();

/// throws std::invalid_argument, with the names there are, for another.
const Model& find_model(const std::string& name);

}  // namespace gradlab
