// Recognizes numbers of fewer bits than a double has: half precision, bfloat16 and single precision.
#pragma once

#include <armadillo>

#include <string_view>

namespace gradlab::check {

/// A format of floating-point numbers below double precision.
struct Format {
  std::string_view kind;  ///< the name of the trouble
  std::string_view name;  ///< in words
  int bits = 0;           ///< of the significand
  double share = 0;       ///< how far a sum of such numbers may be off, as a share of itself
  double floor = 0;       ///< how far an entry may be off, as a share of the largest one
};

/// The double nearest to `value` that the format can hold.
double round_to(const Format& format, double value);

/// All formats, from the fewest bits to the most.
const Format* begin_of_formats();
const Format* end_of_formats();

/// The format of fewest bits that holds all of the finite numbers, if most of them need about as many bits; else null.
/// Numbers such as 0.5 or 3 fit every format and prove none.
const Format* find_format(const arma::vec& numbers);

}  // namespace gradlab::check
