// Gives a number its name in formulas: 5 is m where there are five examples.
#pragma once

#include "gradlab/diagnosis/tolerances.hpp"
#include "gradlab/mistake.hpp"

#include <string>
#include <vector>

namespace gradlab::diagnosis {

/// All names that the number has as a factor of a gradient or a cost, "-1", "m", "1/m^2", to `relative` of itself.
/// Several where they have one value: with two examples 2 and m cannot be told apart. None: an odd number.
std::vector<std::string> name_ratio(double value, const Facts& facts, double relative = named_factor);

/// The same as a factor of the weights in a penalty: "lambda/m", "lambda/(2m)".
std::vector<std::string> name_penalty(double value, const Facts& facts, double relative = named_factor);

/// "m = 5", "2 or m = 2", "-1"; the number alone where it has no name.
std::string describe_number(double value, const std::vector<std::string>& names);

}  // namespace gradlab::diagnosis
