// Values that a shell offers for options which take more than a fixed set. What is accepted is not decided here.
#pragma once

#include <string>
#include <vector>

namespace gradlab::program {

/// For an option by its name without dashes: "method". Empty where there is nothing to suggest.
std::vector<std::string> suggestions(const std::string& option);

}  // namespace gradlab::program
