// Names the witness that differs from the other two, of two implementations and the numerical side.
#pragma once

#include "gradlab/check/result.hpp"

#include <vector>

namespace gradlab::check {

/// For each block and witness with at least one such entry, most entries first within a block. Nothing unless `result`
/// holds two implementations. An entry on which the numerical side is undecided counts for nobody.
std::vector<OddOneOut> find_odd_ones_out(const CheckResult& result);

}  // namespace gradlab::check
