// A few functions of one variable whose derivative is known in closed form: what numerical derivatives can be tried on
// without a model.
#pragma once

#include "gradlab/objective.hpp"

#include <string_view>
#include <vector>

namespace gradlab::program {

struct Function {
  std::string_view name;
  std::string_view formula;
  double point;  ///< where it is looked at unless somebody says otherwise
  double (*derivative)(double x);
  Objective objective;  ///< of one parameter, with its complex version
};

/// Adding one: a row in functions.cpp.
const std::vector<Function>& functions();

/// throws std::invalid_argument, listing the names there are, if there is none of this name.
const Function& find_function(std::string_view name);

}  // namespace gradlab::program
