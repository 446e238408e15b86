// With three witnesses of one gradient, two implementations and the numerical side, the one that differs from the other
// two is named. What the numerical side is made of does not matter here.
#pragma once

#include "gradlab/check/checker.hpp"

#include <vector>

namespace gradlab::check {

/// For each block and witness with at least one such entry, most entries first within a block. Entries on which the
/// numerical side is undecided bear witness on nobody.
std::vector<OddOneOut> find_dissents(const std::vector<Block>& blocks, const CheckResult& result,
                                   const Tolerance& tolerance);

}  // namespace gradlab::check
