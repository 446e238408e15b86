// Words and signs that people type, as the digits and signs of an expression: "ten times ln two" is "10 * ln 2".
// See expression.hpp for its value.
#pragma once

#include <string>
#include <string_view>

namespace gradlab::teach {

/// In small letters; "twice 38" is "2* 38", "two thirds" is "(2/3)", and "is" is "=".
std::string in_signs(std::string_view typed);

}  // namespace gradlab::teach
