// The parts that a file defines by name beside its cost, each tried by itself: sigmoid and its derivative, one-hot
// rows, the prediction, and the random weights to start from.
#pragma once

#include "gradlab/languages/code.hpp"

#include <string>
#include <vector>

namespace gradlab::languages {

/// A part that is wrong.
struct WrongPart {
  std::string function;
  std::string explanation;  ///< "your sigmoidGradient is not the slope of your sigmoid: at z = 0 it gives 0, ..."
};

/// Nothing where the code cannot be asked, or a part takes other arguments than are known here.
/// A derivative z*(1-z) is right for an activation, and is told only if `is_wrong`: if the code as a whole is.
std::vector<WrongPart> find_wrong_parts(const Code& code, bool is_wrong);

}  // namespace gradlab::languages
