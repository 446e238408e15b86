// The network's mistakes, ready to run on one problem, and facts about the problem. The diagnosis asks for both.
// See diagnosis/ for the conclusions.
#pragma once

#include "gradlab/mistake.hpp"
#include "gradlab/models/network/form.hpp"
#include "gradlab/models/network/problem.hpp"

#include <memory>

namespace gradlab::neural_network {

/// All of mistakes.hpp. Claims to hold against it: reg_J and its gradient, unrolled row by row.
/// Of another form than the source's: the mistakes that can be made in it too, and some of its own.
/// throws std::invalid_argument if the problem's parts do not belong together.
KnownMistakes make_known_mistakes(const Problem& problem, const Form& form = {});
KnownMistakes make_known_mistakes(const std::shared_ptr<const Problem>& problem, const Form& form = {});

/// m, lambda, the gradient's sums over examples and labels, and the statements of the source to look at.
Facts gather_facts(const Problem& problem);

}  // namespace gradlab::neural_network
