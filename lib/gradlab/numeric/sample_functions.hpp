// A few functions of one variable with a derivative in closed form, to try numerical derivatives on without a model.
// See sweep.hpp for the trial.
#pragma once

#include "gradlab/objective.hpp"

#include <string_view>
#include <vector>

namespace gradlab::numeric {

struct SampleFunction {
  std::string_view name;
  std::string_view formula;
  double point;  ///< the default place to differentiate at
  double (*derivative)(double x);
  Objective objective;  ///< of one parameter, with its complex version
};

/// Adding one: a row in sample_functions.cpp.
const std::vector<SampleFunction>& sample_functions();

/// throws std::invalid_argument, listing the names there are, if there is none of this name.
const SampleFunction& find_sample_function(std::string_view name);

}  // namespace gradlab::numeric
