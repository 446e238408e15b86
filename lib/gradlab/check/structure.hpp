// What the numbers of a wrong gradient look like, with no known mistake to compare them with. It asks its neighbors in
// turn (likeness, disorder, errors, summands), and says where the error is confined where none of them knows.
#pragma once

#include "gradlab/check/case.hpp"
#include "gradlab/check/diagnosis.hpp"
#include "gradlab/lineup.hpp"

#include <vector>

namespace gradlab::check {

/// Findings for block `b` of the case, at least one. `right`: the reference taken apart.
std::vector<Finding> examine_block(const Case& question, const Yardstick& yardstick, const Parts& right,
                                   const Facts& facts, std::size_t b);

}  // namespace gradlab::check
