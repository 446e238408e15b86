// gradlab learn: the list of lessons, one of them page by page, or as one text.
#pragma once

#include "program/options.hpp"

namespace gradlab::program {

/// throws std::invalid_argument if there is no such lesson.
int run_learn(const LearnVerb& options);

}  // namespace gradlab::program
