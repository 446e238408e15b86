// The numerical methods by name, for the command line and the reports. See ADDING_A_METHOD.md for a new one.
#pragma once

#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

#include <string_view>
#include <vector>

namespace gradlab::numeric {

struct Method {
  std::string_view name;     ///< "central"
  std::string_view summary;  ///< one line for help and reports
  Estimate (*estimate)(const AlongOneParameter& slice);
  bool needs_complex_cost = false;

  /// The derivative at a step of the caller's choice, in the units of central(); null where the method chooses itself.
  double (*at_step)(const AlongOneParameter& slice, double step) = nullptr;

  /// All steps at which estimate() asks for a difference, where no answer changes them; null where the answers do.
  std::vector<double> (*steps)(const AlongOneParameter& slice) = nullptr;
};

const std::vector<Method>& methods();

/// throws std::invalid_argument, listing the names there are, if there is none of this name.
const Method& find_method(std::string_view name);

}  // namespace gradlab::numeric
