// The mistakes that people make in linear and logistic regression, ready to run on one problem. See diagnosis/ for the
// conclusions. Adding one: a row in known_mistakes.cpp.
#pragma once

#include "gradlab/mistake.hpp"
#include "gradlab/models/regression/problem.hpp"

#include <memory>

namespace gradlab::regression {

/// Claims to hold against it: reg_J and its gradient.
/// throws std::invalid_argument if the problem's parts do not belong together.
KnownMistakes make_known_mistakes(const Problem& problem);
KnownMistakes make_known_mistakes(const std::shared_ptr<const Problem>& problem);

}  // namespace gradlab::regression
