// Reads the numbers that a learner types: "-log(1/2)", "10 ln 2", "0,693", "about 0.7", "J = 2/3".
// See question.hpp for judging them.
#pragma once

#include <string_view>
#include <vector>

namespace gradlab::teach {

/// The values of the expressions in a text, words around them left out. Empty: the text has no number, or a part that
/// is not understood.
/// Known are + - * / ^, brackets, %, ln log log2 log10 exp sqrt abs sigmoid, pi, e, and words such as "two" or "half".
/// A sign of equality parts two expressions: "J = ln 2 = 0.693" has two values. log is the natural logarithm.
std::vector<double> evaluate(std::string_view text);

/// The text as `count` numbers or, where count is 1, as some numbers that may mean the same. There are two readings
/// where a comma may be the decimal point or may part thousands: "1,700". Empty: no reading.
std::vector<std::vector<double>> read_typed_numbers(std::string_view text, std::size_t count);

}  // namespace gradlab::teach
